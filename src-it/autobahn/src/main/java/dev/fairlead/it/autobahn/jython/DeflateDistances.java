package dev.fairlead.it.autobahn.jython;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Reads the blocks of a message (RFC 1951 section 3.2) for nothing but how far back its matches reach. */
final class DeflateDistances {
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    private static final int END_OF_BLOCK = 256;

    private static final int[] LENGTH_EXTRA_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4,
        5, 5, 5, 5, 0};
    private static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513,
        769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final BitReader in;
    private int greatest;

    private DeflateDistances(BitReader in) {
        this.in = in;
    }

    /**
     * The greatest distance of a message.
     *
     * @param message the payload, with the empty block at its end that isn't sent
     * @return 0 where there is no match
     * @throws DataFormatException if it isn't valid
     */
    static int greatest(byte[] message) throws DataFormatException {
        DeflateDistances distances = new DeflateDistances(new BitReader(message));
        while (distances.in.left() >= 8) {
            distances.readBlock();
        }
        return distances.greatest;
    }

    private void readBlock() throws DataFormatException {
        in.bit();
        switch (in.bits(2)) {
            case STORED -> {
                in.align();
                int length = in.bits(16);
                in.bits(16);
                in.skipBytes(length);
            }
            case FIXED -> readMatches(fixedLiterals(), fixedDistances());
            case DYNAMIC -> readDynamic();
            default -> throw new DataFormatException("a block of the reserved type");
        }
    }

    private static HuffmanCode fixedLiterals() {
        int[] lengths = new int[288];
        Arrays.fill(lengths, 0, 144, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        Arrays.fill(lengths, 280, 288, 8);
        return new HuffmanCode(lengths);
    }

    private static HuffmanCode fixedDistances() {
        int[] lengths = new int[DISTANCE_BASE.length];
        Arrays.fill(lengths, 5);
        return new HuffmanCode(lengths);
    }

    private void readDynamic() throws DataFormatException {
        int literals = in.bits(5) + 257;
        int distances = in.bits(5) + 1;
        int codeLengths = in.bits(4) + 4;
        int[] lengthsOfCodeLengths = new int[CODE_LENGTH_ORDER.length];
        for (int i = 0; i < codeLengths; i++) {
            lengthsOfCodeLengths[CODE_LENGTH_ORDER[i]] = in.bits(3);
        }
        int[] lengths = readLengths(new HuffmanCode(lengthsOfCodeLengths), literals + distances);
        readMatches(new HuffmanCode(Arrays.copyOf(lengths, literals)),
                new HuffmanCode(Arrays.copyOfRange(lengths, literals, lengths.length)));
    }

    private int[] readLengths(HuffmanCode code, int count) throws DataFormatException {
        int[] lengths = new int[count];
        int i = 0;
        while (i < count) {
            int symbol = code.read(in);
            if (symbol < 16) {
                lengths[i++] = symbol;
                continue;
            }
            if (symbol == 16 && i == 0) {
                throw new DataFormatException("a repeated length without one before");
            }
            int length = symbol == 16 ? lengths[i - 1] : 0;
            int times = switch (symbol) {
                case 16 -> 3 + in.bits(2);
                case 17 -> 3 + in.bits(3);
                default -> 11 + in.bits(7);
            };
            if (times > count - i) {
                throw new DataFormatException("more lengths than codes");
            }
            Arrays.fill(lengths, i, i + times, length);
            i += times;
        }
        return lengths;
    }

    private void readMatches(HuffmanCode literals, HuffmanCode distances) throws DataFormatException {
        for (int symbol = literals.read(in); symbol != END_OF_BLOCK; symbol = literals.read(in)) {
            if (symbol > END_OF_BLOCK) {
                in.bits(LENGTH_EXTRA_BITS[symbol - END_OF_BLOCK - 1]);
                int code = distances.read(in);
                int extraBits = Math.max(0, code / 2 - 1);
                greatest = Math.max(greatest, DISTANCE_BASE[code] + in.bits(extraBits));
            }
        }
    }
}
