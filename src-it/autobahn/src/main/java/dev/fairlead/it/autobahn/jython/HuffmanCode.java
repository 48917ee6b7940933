package dev.fairlead.it.autobahn.jython;

import java.util.zip.DataFormatException;

/** A canonical Huffman code (RFC 1951 section 3.2.2), read bit by bit: slow, short, and nobody's but this module's. */
final class HuffmanCode {
    private static final int LONGEST = 15;

    private final int[] codesOfLength = new int[LONGEST + 1];
    private final int[] symbolsByCode;

    /** The code of the symbols 0, 1, 2 ... that has these lengths; a symbol of length 0 isn't in it. */
    HuffmanCode(int[] lengths) {
        symbolsByCode = new int[lengths.length];
        for (int length : lengths) {
            codesOfLength[length]++;
        }
        codesOfLength[0] = 0;
        int[] next = new int[LONGEST + 2];
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + codesOfLength[length];
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] != 0) {
                symbolsByCode[next[lengths[symbol]]++] = symbol;
            }
        }
    }

    int read(BitReader in) throws DataFormatException {
        int code = 0;
        int firstOfLength = 0;
        int symbolsBefore = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= in.bit();
            if (code - firstOfLength < codesOfLength[length]) {
                return symbolsByCode[symbolsBefore + code - firstOfLength];
            }
            symbolsBefore += codesOfLength[length];
            firstOfLength = firstOfLength + codesOfLength[length] << 1;
            code <<= 1;
        }
        throw new DataFormatException("bits that are no code");
    }
}
