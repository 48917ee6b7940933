package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.CODE_LENGTH_ORDER;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.DISTANCE_CODES;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.END_OF_BLOCK;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.LITERAL_CODES;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.MAX_CODE_LENGTH_CODE_LENGTH;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;

/** Reads the codes with which a dynamic block begins (RFC 1951 section 3.2.7). */
final class DynamicHeader {
    /** Bits of the three counts: literal/length codes, distance codes, code length codes. */
    private static final int COUNTS = 14;

    /** The most bits that a code length takes, its repeat count included. */
    private static final int MOST_BITS = MAX_CODE_LENGTH_CODE_LENGTH + 7;

    /**
     * The index of the first table. More bits decode long codes in one step; fewer are built faster, and stay in the
     * cache beside the history of another connection.
     */
    private static final int LITERAL_BITS = 9;
    private static final int DISTANCE_BITS = 7;

    /** The block's literal/length code. */
    final DecodeTable literals = new DecodeTable(DecodeTable.LITERALS, LITERAL_BITS);

    /** The block's distance code. */
    final DecodeTable distances = new DecodeTable(DecodeTable.DISTANCES, DISTANCE_BITS);

    private final DecodeTable codeLengths =
            new DecodeTable(DecodeTable.CODE_LENGTHS, MAX_CODE_LENGTH_CODE_LENGTH);
    private final byte[] codeLengthLengths = new byte[DeflateFormat.CODE_LENGTH_CODES];
    private final CanonicalCode literalLengths = new CanonicalCode();
    private final CanonicalCode distanceLengths = new CanonicalCode();
    private int literalCount;
    private int distanceCount;
    private boolean hasEnd;

    /**
     * Reads a header and gets the tables ready.
     *
     * @param in at the first bit behind the block's type
     * @return whether the header was there in full; if not, the reader is somewhere in it
     * @throws ProtocolException 1007 if it isn't valid
     */
    boolean read(BitReader in) throws ProtocolException {
        in.refill();
        if (in.count < COUNTS) {
            return false;
        }
        literalCount = in.take(5) + 257;
        distanceCount = in.take(5) + 1;
        int codeLengthCount = in.take(4) + 4;
        if (literalCount > LITERAL_CODES || distanceCount > DISTANCE_CODES) {
            throw malformed("a block of " + literalCount + " literal/length codes and " + distanceCount
                    + " distance codes; there are 286 and 30");
        }
        hasEnd = false;
        if (!readCodeLengthCode(in, codeLengthCount) || !readCodeLengths(in)) {
            return false;
        }
        if (!hasEnd) {
            throw malformed("a block without a code for its end");
        }
        literalLengths.order();
        distanceLengths.order();
        literals.build(literalLengths);
        distances.build(distanceLengths);
        return true;
    }

    private boolean readCodeLengthCode(BitReader in, int number) throws ProtocolException {
        for (int i = 0; i < CODE_LENGTH_ORDER.length; i++) {
            if (i >= number) {
                codeLengthLengths[CODE_LENGTH_ORDER[i]] = 0;
                continue;
            }
            if (in.count < 3) {
                in.refill();
                if (in.count < 3) {
                    return false;
                }
            }
            codeLengthLengths[CODE_LENGTH_ORDER[i]] = (byte) in.take(3);
        }
        literalLengths.clear();
        literalLengths.addAll(codeLengthLengths);
        literalLengths.order();
        if (literalLengths.unused > 0) {
            throw malformed("a code of code lengths that is incomplete");
        }
        codeLengths.build(literalLengths);
        return true;
    }

    /** Reads the lengths of both codes as one sequence: a repetition may begin in one and end in the other. */
    private boolean readCodeLengths(BitReader in) throws ProtocolException {
        literalLengths.clear();
        distanceLengths.clear();
        int[] table = codeLengths.entries;
        int mask = codeLengths.mask;
        int total = literalCount + distanceCount;
        int previous = -1;
        int index = 0;
        while (index < total) {
            if (in.count < MOST_BITS) {
                in.refill();
            }
            long bits = in.bits;
            int entry = table[(int) bits & mask];
            int value = DecodeTable.value(entry, bits);
            in.bits = bits >>> entry;
            in.count -= entry & DecodeTable.USED_MASK;
            if (in.count < 0) {
                return false;
            }
            if ((entry & DecodeTable.EXCEPTIONAL) == 0) {
                previous = value;
                add(index++, value);
                continue;
            }
            if (value > total - index) {
                throw malformed("a block with more code lengths than it has codes");
            }
            if ((entry & DecodeTable.POINTER) != 0) {
                previous = 0;
                index += value;
                continue;
            }
            if (previous < 0) {
                throw malformed("a block whose first code length repeats the one before");
            }
            for (int last = index + value; index < last; index++) {
                add(index, previous);
            }
        }
        return true;
    }

    private void add(int index, int length) {
        if (index < literalCount) {
            literalLengths.add(index, length);
            hasEnd |= index == END_OF_BLOCK && length > 0;
        } else {
            distanceLengths.add(index - literalCount, length);
        }
    }
}
