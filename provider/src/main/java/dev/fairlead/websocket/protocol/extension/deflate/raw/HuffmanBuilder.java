package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * Finds how long the code of each symbol is to be: Huffman's construction, and a limit of the length. The arrays are
 * used again for each code.
 */
final class HuffmanBuilder {
    private static final int MAX_SYMBOLS = DeflateFormat.LITERAL_CODES;

    // in the elements that are sorted a symbol takes that many bits, and what it is sorted by is above it
    private static final int SYMBOL_BITS = 9;
    private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

    /** Counts below this one are sorted by counting, the few others by comparing. */
    private static final int SMALL_COUNTS = 64;

    // symbols that occur, with their counts above: as they come, with one element to spare, and sorted
    private final int[] occurring = new int[MAX_SYMBOLS + 1];
    private final int[] sorted = new int[MAX_SYMBOLS];
    private final int[] buckets = new int[SMALL_COUNTS];

    // the tree: first the leaves, the rarest first, then the inner nodes in the order in which they are made
    private final int[] weights = new int[2 * MAX_SYMBOLS];
    private final int[] parents = new int[2 * MAX_SYMBOLS];
    private final int[] leavesByDepth = new int[MAX_SYMBOLS];

    /**
     * Sets the lengths of a code and works it out.
     *
     * @param counts  by symbol: how often it occurs, below 2^22
     * @param longest how many bits a code may have
     * @param code    its lengths are set; a code of fewer than two symbols is filled up to two, so that it is complete
     */
    void build(int[] counts, int longest, HuffmanCode code) {
        int used = sort(counts);
        code.clear();
        for (int i = 0; i < used; i++) {
            code.add(occurring[i] & SYMBOL_MASK);
        }
        byte[] lengths = code.lengths();
        if (used < 2) {
            // inflaters differ on what they think of an incomplete code
            int other = used == 0 ? 1 : Math.max(1, sorted[0] & SYMBOL_MASK);
            code.clear();
            code.add(0);
            code.add(other);
            lengths[0] = 1;
            lengths[other] = 1;
        } else {
            int depth = grow(used);
            if (depth > longest) {
                limit(depth, longest);
            }
            // the rarest symbols have the longest codes
            int symbol = 0;
            for (int length = Math.min(depth, longest); length > 0; length--) {
                for (int i = leavesByDepth[length]; i > 0; i--) {
                    lengths[sorted[symbol++] & SYMBOL_MASK] = (byte) length;
                }
            }
        }
        code.assign();
    }

    /** Puts the symbols that occur in the order of their counts and returns how many these are. */
    private int sort(int[] counts) {
        // without a branch: which symbols occur can't be predicted
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            int count = counts[symbol];
            occurring[used] = count << SYMBOL_BITS | symbol;
            used += -count >>> Integer.SIZE - 1;
        }
        Arrays.fill(buckets, 0);
        for (int i = 0; i < used; i++) {
            buckets[Math.min(occurring[i] >>> SYMBOL_BITS, SMALL_COUNTS - 1)]++;
        }
        int start = 0;
        for (int i = 1; i < SMALL_COUNTS; i++) {
            int length = buckets[i];
            buckets[i] = start;
            start += length;
        }
        int large = buckets[SMALL_COUNTS - 1];
        for (int i = 0; i < used; i++) {
            int symbol = occurring[i];
            sorted[buckets[Math.min(symbol >>> SYMBOL_BITS, SMALL_COUNTS - 1)]++] = symbol;
        }
        Arrays.sort(sorted, large, used);
        return used;
    }

    /** Grows the tree: the two lightest nodes get a parent until one is left. Returns how deep it is. */
    private int grow(int leaves) {
        for (int i = 0; i < leaves; i++) {
            weights[i] = sorted[i] >>> SYMBOL_BITS;
        }
        int root = 2 * leaves - 2;
        int leaf = 0;
        int inner = leaves;
        for (int node = leaves; node <= root; node++) {
            // both rows are in the order of their weights, so that the lightest node heads one of them
            int lighter = leaf < leaves && (inner == node || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
            int heavier = leaf < leaves && (inner == node || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
            weights[node] = weights[lighter] + weights[heavier];
            parents[lighter] = node;
            parents[heavier] = node;
        }

        Arrays.fill(leavesByDepth, 0);
        int deepest = 0;
        int[] depths = weights;
        depths[root] = 0;
        for (int node = root - 1; node >= 0; node--) {
            int depth = depths[parents[node]] + 1;
            depths[node] = depth;
            if (node < leaves) {
                leavesByDepth[depth]++;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }

    /**
     * Moves the leaves that are too deep up to the limit, and others down until all have room again: in units of the
     * deepest leaf a tree has room for 2^limit, and one at depth d takes 2^(limit - d).
     */
    private void limit(int deepest, int longest) {
        for (int depth = longest + 1; depth <= deepest; depth++) {
            leavesByDepth[longest] += leavesByDepth[depth];
            leavesByDepth[depth] = 0;
        }
        int taken = 0;
        for (int depth = 1; depth <= longest; depth++) {
            taken += leavesByDepth[depth] << longest - depth;
        }
        for (int excess = taken - (1 << longest); excess > 0; excess--) {
            // a leaf becomes a node with two leaves: itself, and one of the deepest, which frees one unit
            int depth = longest - 1;
            while (leavesByDepth[depth] == 0) {
                depth--;
            }
            leavesByDepth[depth]--;
            leavesByDepth[depth + 1] += 2;
            leavesByDepth[longest]--;
        }
    }
}
