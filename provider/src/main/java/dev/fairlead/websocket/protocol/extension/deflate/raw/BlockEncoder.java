package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Writes blocks (RFC 1951 section 3.2.3), each in the form that takes the fewest bits: stored, with the fixed codes, or
 * with codes of its own.
 */
final class BlockEncoder {
    private static final HuffmanCode FIXED_LITERALS = new HuffmanCode(DeflateFormat.FIXED_LITERAL_LENGTHS);
    private static final HuffmanCode FIXED_DISTANCES = new HuffmanCode(DeflateFormat.FIXED_DISTANCE_LENGTHS);

    /** No final block is ever written: one bit of zero and two of the type. */
    private static final int TYPE_SHIFT = 1;
    private static final int HEADER_BITS = 3;

    /** The two lengths of a stored block. */
    private static final int STORED_HEADER = 4;

    /** A block of fewer bits than that hardly ever pays for the description of codes of its own. */
    private static final int SMALL = 800;

    // where the fixed literal code has another length
    private static final int EIGHT_BITS_END = 144;
    private static final int NINE_BITS_END = 256;
    private static final int SEVEN_BITS_END = 280;
    private static final int FIXED_DISTANCE_BITS = 5;

    private final BitWriter out;
    private final HuffmanBuilder builder = new HuffmanBuilder();
    private final HuffmanCode literals = new HuffmanCode(DeflateFormat.LITERAL_CODES);
    private final HuffmanCode distances = new HuffmanCode(DeflateFormat.DISTANCE_CODES);
    private final CodeLengths codeLengths = new CodeLengths();

    // where the length of the stored block is that the output ends with
    private int openStored;
    private int openStoredLength;
    private boolean storedIsOpen;

    /**
     * Creates an encoder.
     *
     * @param out that it writes to
     */
    BlockEncoder(BitWriter out) {
        this.out = out;
    }

    /** Begins with an output of its own. */
    void begin() {
        storedIsOpen = false;
    }

    /**
     * Writes a block.
     *
     * @param tokens    of the block, not empty; empty afterwards
     * @param fixedOnly whether to spare the making of codes
     * @param plain     has the bytes that the tokens stand for
     * @param from      where these begin; negative if they aren't there any more
     * @param length    how many these are
     */
    void write(TokenBuffer tokens, boolean fixedOnly, byte[] plain, int from, int length) {
        tokens.literalCounts()[DeflateFormat.END_OF_BLOCK]++;
        long extraBits = extraBits(tokens);
        long fixedBits = fixedBits(tokens) + extraBits;
        long dynamicBits = Long.MAX_VALUE;
        if (!fixedOnly && fixedBits > SMALL && Entropy.ofBlock(tokens) + extraBits < fixedBits) {
            builder.build(tokens.literalCounts(), DeflateFormat.MAX_CODE_LENGTH, literals);
            builder.build(tokens.distanceCounts(), DeflateFormat.MAX_CODE_LENGTH, distances);
            dynamicBits = codeLengths.describe(literals, distances, builder) + extraBits
                    + literals.bits(tokens.literalCounts()) + distances.bits(tokens.distanceCounts());
        }
        long compressedBits = Math.min(fixedBits, dynamicBits);
        if (from >= 0 && storedBits(length) <= compressedBits) {
            stored(plain, from, length);
        } else {
            storedIsOpen = false;
            out.ensure(HEADER_BITS + compressedBits);
            if (dynamicBits < fixedBits) {
                out.write(DeflateFormat.DYNAMIC << TYPE_SHIFT, HEADER_BITS);
                codeLengths.write(out);
                symbols(tokens, literals, distances);
            } else {
                out.write(DeflateFormat.FIXED << TYPE_SHIFT, HEADER_BITS);
                symbols(tokens, FIXED_LITERALS, FIXED_DISTANCES);
            }
        }
        tokens.clear();
    }

    /** Ends a message or a part of it: the empty stored block whose last four bytes RFC 7692 section 7.2.1 removes. */
    void flush(boolean last) {
        storedIsOpen = false;
        out.ensure((1 + STORED_HEADER) * (long) Byte.SIZE);
        out.write(DeflateFormat.STORED << TYPE_SHIFT, HEADER_BITS);
        out.align();
        if (!last) {
            out.write(0xFFFF << Short.SIZE, Integer.SIZE);
            out.align();
        }
    }

    private void symbols(TokenBuffer tokens, HuffmanCode literalCode, HuffmanCode distanceCode) {
        out.write(tokens, literalCode, distanceCode);
        int end = literalCode.codes()[DeflateFormat.END_OF_BLOCK];
        out.write(end >>> HuffmanCode.LENGTH_BITS, end & HuffmanCode.LENGTH_MASK);
    }

    /**
     * Writes bytes as they are. Where the block before was stored, too, it is made longer: small blocks would add up.
     */
    private void stored(byte[] plain, int from, int length) {
        int done = 0;
        while (done < length) {
            if (!storedIsOpen || openStoredLength == DeflateFormat.MAX_STORED) {
                out.ensure((1 + STORED_HEADER) * (long) Byte.SIZE);
                out.write(DeflateFormat.STORED << TYPE_SHIFT, HEADER_BITS);
                out.align();
                openStored = out.size();
                openStoredLength = 0;
                storedIsOpen = true;
                out.write(0, Integer.SIZE);
                out.align();
            }
            int count = Math.min(length - done, DeflateFormat.MAX_STORED - openStoredLength);
            out.ensure((long) count * Byte.SIZE);
            out.write(plain, from + done, count);
            openStoredLength += count;
            out.patch(openStored, openStoredLength);
            out.patch(openStored + Short.BYTES, ~openStoredLength);
            done += count;
        }
    }

    private long storedBits(int length) {
        boolean goesOn = storedIsOpen && openStoredLength + length <= DeflateFormat.MAX_STORED;
        return (goesOn ? length : STORED_HEADER + length) * (long) Byte.SIZE;
    }

    private static long extraBits(TokenBuffer tokens) {
        long bits = 0;
        int[] counts = tokens.literalCounts();
        for (int code = 0; code < DeflateFormat.LENGTH_EXTRA_BITS.length; code++) {
            bits += (long) counts[DeflateFormat.FIRST_LENGTH + code] * DeflateFormat.LENGTH_EXTRA_BITS[code];
        }
        counts = tokens.distanceCounts();
        for (int code = 0; code < counts.length; code++) {
            bits += (long) counts[code] * DeflateFormat.DISTANCE_EXTRA_BITS[code];
        }
        return bits;
    }

    /** The same as asking the fixed codes, faster: it is asked for each block. */
    private static long fixedBits(TokenBuffer tokens) {
        int[] counts = tokens.literalCounts();
        int nine = sum(counts, EIGHT_BITS_END, NINE_BITS_END);
        int seven = sum(counts, NINE_BITS_END, SEVEN_BITS_END);
        int eight = tokens.count() + 1 - nine - seven;
        int matches = tokens.count() - sum(counts, 0, EIGHT_BITS_END) - nine;
        return 9L * nine + 7L * seven + 8L * eight + (long) FIXED_DISTANCE_BITS * matches;
    }

    private static int sum(int[] counts, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
