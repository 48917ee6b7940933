package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Estimates how many bits a block would take with codes of its own, before these are made. For most small messages it
 * says that they can't be worth their description.
 */
final class Entropy {
    /** Logarithms are in 256ths of a bit. */
    private static final int FRACTION_BITS = 8;

    /** Counts below that have their logarithm in the table. */
    private static final int TABLE_BITS = 12;

    private static final int[] LOG2 = new int[1 << TABLE_BITS];

    /** A description's fixed part and the code that it is written in, at the least. */
    private static final int DESCRIPTION = 60;

    /** What it takes at the least to describe a symbol that occurs. */
    private static final int SYMBOL_DESCRIPTION = 3;

    /** A block of so many tokens gets codes of its own anyway. */
    private static final int LARGE = 400;

    static {
        for (int i = 1; i < LOG2.length; i++) {
            LOG2[i] = (int) Math.round(Math.log(i) / Math.log(2) * (1 << FRACTION_BITS));
        }
    }

    private Entropy() {
    }

    /**
     * Estimates the size of a block, its extra bits left out.
     *
     * @return bits; 0 for a large block
     */
    static long ofBlock(TokenBuffer tokens) {
        if (tokens.count() >= LARGE) {
            return 0;
        }
        return DESCRIPTION + ofSymbols(tokens.literalCounts()) + ofSymbols(tokens.distanceCounts());
    }

    private static long ofSymbols(int[] counts) {
        long bits = 0;
        int total = 0;
        int symbols = 0;
        for (int count : counts) {
            if (count != 0) {
                total += count;
                symbols++;
                bits -= (long) count * log2(count);
            }
        }
        bits += (long) total * log2(total);
        return (bits >> FRACTION_BITS) + (long) SYMBOL_DESCRIPTION * symbols;
    }

    private static int log2(int value) {
        int halved = value;
        int whole = 0;
        while (halved >= LOG2.length) {
            halved >>= 1;
            whole += 1 << FRACTION_BITS;
        }
        return LOG2[halved] + whole;
    }
}
