package dev.fairlead.it.autobahn.jython;

import java.util.zip.DataFormatException;

/** Reads bits in the order of RFC 1951 section 3.1.1: the least significant one of each byte first. */
final class BitReader {
    private final byte[] bytes;
    private long position;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How many bits are left. */
    long left() {
        return bytes.length * 8L - position;
    }

    /** Goes to the start of the next byte. */
    void align() {
        position = position + 7 & ~7L;
    }

    void skipBytes(int count) {
        position += count * 8L;
    }

    int bit() throws DataFormatException {
        if (left() <= 0) {
            throw new DataFormatException("the payload ends inside a block");
        }
        int bit = bytes[(int) (position >> 3)] >> (position & 7) & 1;
        position++;
        return bit;
    }

    /** A number of so many bits, the lowest first. */
    int bits(int count) throws DataFormatException {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= bit() << i;
        }
        return number;
    }
}
