package dev.fairlead.websocket.protocol.extension.deflate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Inflates by the letter of RFC 1951 and RFC 7692, slowly, and checks what zlib's inflater can't be made to check: that
 * no distance is larger than the window that was negotiated, and that each message ends with the empty block whose tail
 * its sender removed.
 */
final class StrictInflater {
    private static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59,
        67, 83, 99, 115, 131, 163, 195, 227, 258};
    private static final int[] LENGTH_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5,
        5, 5, 5, 0};
    private static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385,
        513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    private static final int[] DISTANCE_BITS = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10,
        10, 11, 11, 12, 12, 13, 13};
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** The message of the error for a message that ends too early. */
    static final String INCOMPLETE = "the message ends within a block";

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final int window;
    private final boolean contextTakeover;
    private byte[] plain = new byte[1024];
    private int end;
    private int largestDistance;

    private byte[] in;
    private int bitPosition;
    private int start;
    private int limit = Integer.MAX_VALUE;
    private boolean anyTail;
    private boolean tailAlone;

    /** A message is larger than it may be. */
    static final class TooBig extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    StrictInflater(int windowBits, boolean contextTakeover) {
        window = 1 << windowBits;
        this.contextTakeover = contextTakeover;
    }

    /** Makes messages of more bytes end with {@link TooBig}. */
    StrictInflater limit(int maximum) {
        limit = maximum;
        return this;
    }

    /** Takes messages as well whose last block has the tail among its data, which no sender makes. */
    StrictInflater anyTail() {
        anyTail = true;
        return this;
    }

    /** How many bytes the last message made, also where it failed. */
    int length() {
        return end - start;
    }

    /** Whether the last message's tail was an empty block. */
    boolean isTailAlone() {
        return tailAlone;
    }

    /** The largest distance that was seen. */
    int largestDistance() {
        return largestDistance;
    }

    /** Inflates the payload of a whole message: of all its frames, put together. */
    byte[] inflate(byte[] payload) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(payload);
        whole.writeBytes(TAIL);
        in = whole.toByteArray();
        bitPosition = 0;
        if (!contextTakeover) {
            end = 0;
        }
        start = end;
        boolean tail = false;
        while (bitPosition < in.length * 8) {
            tail = block();
        }
        tailAlone = tail;
        check(tail || anyTail, "the message doesn't end with an empty stored block");
        return Arrays.copyOfRange(plain, start, end);
    }

    /** Returns whether it was an empty stored block. */
    private boolean block() {
        boolean last = bits(1) == 1;
        int type = bits(2);
        switch (type) {
            case 0 -> {
                int length = stored();
                alignAfter(last);
                return length == 0;
            }
            case 1 -> {
                int[] lengths = new int[288];
                Arrays.fill(lengths, 0, 144, 8);
                Arrays.fill(lengths, 144, 256, 9);
                Arrays.fill(lengths, 256, 280, 7);
                Arrays.fill(lengths, 280, 288, 8);
                int[] distances = new int[32];
                Arrays.fill(distances, 5);
                compressed(new Code(lengths, true), new Code(distances, true));
            }
            case 2 -> dynamic();
            default -> check(false, "a block of type 3");
        }
        alignAfter(last);
        return false;
    }

    // a stream ends with its final block, the next one starts with the next byte
    private void alignAfter(boolean last) {
        if (last) {
            bitPosition = (bitPosition + 7) & ~7;
        }
    }

    private int stored() {
        bitPosition = (bitPosition + 7) & ~7;
        int length = bits(16);
        check((bits(16) ^ length) == 0xFFFF, "a stored block whose lengths don't fit");
        for (int i = 0; i < length; i++) {
            add((byte) bits(8));
        }
        return length;
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int codes = bits(4) + 4;
        check(literals <= 286 && distances <= 30, "too many codes");
        int[] codeLengths = new int[19];
        for (int i = 0; i < codes; i++) {
            codeLengths[CODE_LENGTH_ORDER[i]] = bits(3);
        }
        Code code = new Code(codeLengths, false);
        int[] lengths = new int[literals + distances];
        for (int i = 0; i < lengths.length;) {
            int symbol = code.read();
            if (symbol < 16) {
                lengths[i++] = symbol;
                continue;
            }
            int value = 0;
            int repeat;
            if (symbol == 16) {
                check(i > 0, "nothing to repeat");
                value = lengths[i - 1];
                repeat = 3 + bits(2);
            } else {
                repeat = symbol == 17 ? 3 + bits(3) : 11 + bits(7);
            }
            check(i + repeat <= lengths.length, "too many lengths");
            Arrays.fill(lengths, i, i + repeat, value);
            i += repeat;
        }
        check(lengths[256] != 0, "no end of block");
        compressed(new Code(Arrays.copyOf(lengths, literals), true),
                new Code(Arrays.copyOfRange(lengths, literals, lengths.length), true));
    }

    private void compressed(Code literals, Code distances) {
        while (true) {
            int symbol = literals.read();
            if (symbol < 256) {
                add((byte) symbol);
            } else if (symbol == 256) {
                return;
            } else {
                check(symbol - 257 < LENGTH_BASE.length, "no such length");
                int length = LENGTH_BASE[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
                int distanceSymbol = distances.read();
                check(distanceSymbol < DISTANCE_BASE.length, "no such distance");
                int distance = DISTANCE_BASE[distanceSymbol] + bits(DISTANCE_BITS[distanceSymbol]);
                check(distance <= end, "distance " + distance + " before the beginning, " + end);
                check(distance <= window, "distance " + distance + " in a window of " + window);
                largestDistance = Math.max(largestDistance, distance);
                for (int i = 0; i < length; i++) {
                    add(plain[end - distance]);
                }
            }
        }
    }

    private void add(byte value) {
        if (end - start == limit) {
            throw new TooBig();
        }
        if (end == plain.length) {
            plain = Arrays.copyOf(plain, end * 2);
        }
        plain[end++] = value;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= bit() << i;
        }
        return value;
    }

    private int bit() {
        check(bitPosition < in.length * 8, INCOMPLETE);
        int value = in[bitPosition >> 3] >> (bitPosition & 7) & 1;
        bitPosition++;
        return value;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }

    /** A canonical Huffman code (RFC 1951 section 3.2.2). */
    private final class Code {
        private final int[] counts = new int[16];
        private final int[] symbols;

        Code(int[] lengths, boolean mayBeSingle) {
            symbols = new int[lengths.length];
            for (int length : lengths) {
                counts[length]++;
            }
            counts[0] = 0;
            checkComplete(mayBeSingle);
            int[] offsets = new int[17];
            for (int length = 1; length < 16; length++) {
                offsets[length + 1] = offsets[length] + counts[length];
            }
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] != 0) {
                    symbols[offsets[lengths[symbol]]++] = symbol;
                }
            }
        }

        /** As zlib: a code is complete, or has a single symbol, or none where none is read. */
        private void checkComplete(boolean mayBeSingle) {
            int left = 1;
            int longest = 0;
            for (int length = 1; length < 16; length++) {
                left = left * 2 - counts[length];
                check(left >= 0, "a code with more symbols than it has room for");
                longest = counts[length] > 0 ? length : longest;
            }
            check(left == 0 || longest == 0 || longest == 1 && mayBeSingle, "an incomplete code");
        }

        int read() {
            int code = 0;
            int first = 0;
            int index = 0;
            for (int length = 1; length < 16; length++) {
                code |= bit();
                if (code - counts[length] < first) {
                    return symbols[index + code - first];
                }
                index += counts[length];
                first = (first + counts[length]) << 1;
                code <<= 1;
            }
            throw new AssertionError("no such code");
        }
    }
}
