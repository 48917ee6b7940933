package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.BitReader.LONG;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.BitReader.REFILLED;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.EXCEPTIONAL;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.INVALID;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.POINTER;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.USED_MASK;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.VALUE_SHIFT;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.second;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DecodeTable.value;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.util.Arrays;

/**
 * Decodes the literals and matches of a block (RFC 1951 section 3.2.3). Two loops do the same: the hot one runs while
 * there is so much input and so much room for output that neither has to be checked with each symbol; the careful one
 * checks both, and never takes a symbol of which a part is missing, so that a frame can be cut anywhere.
 */
final class SymbolDecoder {
    /** The most bits of a literal, or of a match: code and extra bits of its length, and of its distance. */
    private static final int MOST_BITS = 15 + 5 + 15 + 13;

    /** What the hot loop writes between two checks, rounded up. */
    private static final int MOST_OUTPUT = 264;

    private enum Outcome {
        END_OF_BLOCK, INPUT_USED_UP, MORE
    }

    private SymbolDecoder() {
    }

    /**
     * Decodes up to the end of the block or of the input.
     *
     * @param in        within a block, at a symbol
     * @param window    takes the output
     * @param literals  the block's literal/length code
     * @param distances the block's distance code
     * @return whether the block ended; if not, the reader is at a symbol that isn't there in full
     * @throws ProtocolException 1007 for what isn't valid; 1009 if the window's limit is passed
     */
    static boolean decode(BitReader in, Window window, DecodeTable literals, DecodeTable distances)
            throws ProtocolException {
        while (true) {
            Outcome outcome = hot(in, window, literals, distances);
            if (outcome == Outcome.MORE) {
                outcome = careful(in, window, literals, distances);
            }
            if (outcome != Outcome.MORE) {
                return outcome == Outcome.END_OF_BLOCK;
            }
        }
    }

    private static Outcome hot(BitReader in, Window window, DecodeTable literals, DecodeTable distances)
            throws ProtocolException {
        byte[] input = in.input;
        int position = in.position;
        int lastPosition = in.end - Long.BYTES;
        byte[] output = window.output;
        int to = window.position;
        int lastTo = window.end - MOST_OUTPUT;
        if (position > lastPosition || to > lastTo) {
            return Outcome.MORE;
        }
        long bits = in.bits;
        int count = in.count;
        int[] literalTable = literals.entries;
        int literalMask = literals.mask;
        int[] distanceTable = distances.entries;
        int distanceMask = distances.mask;
        int windowSize = window.size;
        Outcome outcome = Outcome.MORE;
        while (position <= lastPosition && to <= lastTo) {
            bits |= (long) LONG.get(input, position) << count;
            position += 63 - count >>> 3;
            count |= REFILLED;
            int entry = literalTable[(int) bits & literalMask];
            // up to three literals of the first table, 30 bits
            if (entry < 0) {
                output[to++] = (byte) (entry >>> VALUE_SHIFT);
                bits >>>= entry;
                count -= entry & USED_MASK;
                entry = literalTable[(int) bits & literalMask];
                if (entry < 0) {
                    output[to++] = (byte) (entry >>> VALUE_SHIFT);
                    bits >>>= entry;
                    count -= entry & USED_MASK;
                    entry = literalTable[(int) bits & literalMask];
                    if (entry < 0) {
                        output[to++] = (byte) (entry >>> VALUE_SHIFT);
                        bits >>>= entry;
                        count -= entry & USED_MASK;
                        continue;
                    }
                }
                if (count < MOST_BITS) {
                    if (position > lastPosition) {
                        break;
                    }
                    bits |= (long) LONG.get(input, position) << count;
                    position += 63 - count >>> 3;
                    count |= REFILLED;
                }
            }
            if ((entry & EXCEPTIONAL) != 0) {
                if ((entry & POINTER) != 0) {
                    bits >>>= entry;
                    count -= entry & USED_MASK;
                    entry = literalTable[second(entry, bits)];
                    if (entry < 0) {
                        output[to++] = (byte) (entry >>> VALUE_SHIFT);
                        bits >>>= entry;
                        count -= entry & USED_MASK;
                        continue;
                    }
                }
                if ((entry & EXCEPTIONAL) != 0) {
                    requireValid(entry, "literal or length");
                    bits >>>= entry;
                    count -= entry & USED_MASK;
                    outcome = Outcome.END_OF_BLOCK;
                    break;
                }
            }
            int length = value(entry, bits);
            bits >>>= entry;
            count -= entry & USED_MASK;
            entry = distanceTable[(int) bits & distanceMask];
            if ((entry & EXCEPTIONAL) != 0) {
                if ((entry & POINTER) != 0) {
                    bits >>>= entry;
                    count -= entry & USED_MASK;
                    entry = distanceTable[second(entry, bits)];
                }
                requireValid(entry, "distance");
            }
            int distance = value(entry, bits);
            bits >>>= entry;
            count -= entry & USED_MASK;
            if (distance > to || distance > windowSize) {
                throw window.tooFar(distance);
            }
            copy(output, to, distance, length);
            to += length;
        }
        in.bits = bits;
        in.count = count;
        in.position = position;
        window.position = to;
        return outcome;
    }

    private static Outcome careful(BitReader in, Window window, DecodeTable literals, DecodeTable distances)
            throws ProtocolException {
        int[] literalTable = literals.entries;
        int[] distanceTable = distances.entries;
        byte[] output = window.output;
        while (true) {
            if (in.count < MOST_BITS) {
                in.refill();
            }
            // a symbol is taken from these, and from the reader when it is known to be there in full
            long bits = in.bits;
            int count = in.count;
            int entry = literalTable[(int) bits & literals.mask];
            if ((entry & POINTER) != 0) {
                bits >>>= entry;
                count -= entry & USED_MASK;
                entry = literalTable[second(entry, bits)];
            }
            count -= entry & USED_MASK;
            if (count < 0) {
                return Outcome.INPUT_USED_UP;
            }
            if (entry < 0) {
                if (window.position == window.end) {
                    window.makeRoom(1);
                    return Outcome.MORE;
                }
                output[window.position++] = (byte) (entry >>> VALUE_SHIFT);
                in.bits = bits >>> entry;
                in.count = count;
                continue;
            }
            if ((entry & EXCEPTIONAL) != 0) {
                requireValid(entry, "literal or length");
                in.bits = bits >>> entry;
                in.count = count;
                return Outcome.END_OF_BLOCK;
            }
            int length = value(entry, bits);
            bits >>>= entry;
            entry = distanceTable[(int) bits & distances.mask];
            if ((entry & POINTER) != 0) {
                bits >>>= entry;
                count -= entry & USED_MASK;
                entry = distanceTable[second(entry, bits)];
            }
            count -= entry & USED_MASK;
            if (count < 0) {
                return Outcome.INPUT_USED_UP;
            }
            requireValid(entry, "distance");
            if (length > window.end - window.position) {
                window.makeRoom(length);
                return Outcome.MORE;
            }
            int distance = value(entry, bits);
            in.bits = bits >>> entry;
            in.count = count;
            if (distance > window.position || distance > window.size) {
                throw window.tooFar(distance);
            }
            copy(output, window.position, distance, length);
            window.position += length;
        }
    }

    private static void requireValid(int entry, String symbol) throws ProtocolException {
        if ((entry & INVALID) != 0) {
            throw malformed("a " + symbol + " that there is no code for");
        }
    }

    /** Copies a match; up to seven bytes behind it are overwritten, too. */
    private static void copy(byte[] output, int to, int distance, int length) {
        int from = to - distance;
        int end = to + length;
        if (distance >= Long.BYTES) {
            int target = to;
            do {
                LONG.set(output, target, (long) LONG.get(output, from));
                target += Long.BYTES;
                from += Long.BYTES;
            } while (target < end);
        } else if (distance == 1) {
            Arrays.fill(output, to, end, output[from]);
        } else {
            for (int target = to; target < end; target++) {
                output[target] = output[from++];
            }
        }
    }
}
