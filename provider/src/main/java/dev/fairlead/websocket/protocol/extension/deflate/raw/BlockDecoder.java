package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;

/**
 * Goes from block to block (RFC 1951 section 3.2.3). It has all that inflating needs beside the window, and is lent to
 * a connection for one call; what a connection that was cut within a message has to know afterwards is a {@link Cut}.
 *
 * <p>A header is read in full or not at all: if a part of it is missing, its bytes are left for the next call. So is a
 * symbol of which a part is missing.
 */
public final class BlockDecoder {
    /** Where in the stream a decoder is. */
    enum State {
        /** Before a block's header. */
        HEADER,
        /** Within the bytes of a stored block. */
        STORED,
        /** Within the symbols of a compressed one. */
        SYMBOLS
    }

    /** The final bit and the block's type. */
    private static final int HEADER_BITS = 3;

    /** For the output of the call. */
    final Scratch scratch = new Scratch();

    private final BitReader in = new BitReader();
    private final DynamicHeader header = new DynamicHeader();

    private State state = State.HEADER;
    private boolean finalBlock;
    private int storedLeft;

    /** The codes of the block under way. */
    private DecodeTable literals;
    private DecodeTable distances;

    /** Where in the input they were read, if they were; else what the call before had kept of them. */
    private long codesStart;
    private long codesEnd;
    private Bits codes;

    /** Creates a decoder. */
    public BlockDecoder() {
    }

    /**
     * Gets ready for a call.
     *
     * @param cut   where the call before ended within a message; null if it didn't
     * @param bytes the part of the message, and before it what was left of the one before
     * @param from  the index of its first byte
     * @param to    the index behind its last byte
     * @throws ProtocolException never: the codes were valid when they were read for the first time
     */
    void open(Cut cut, byte[] bytes, int from, int to) throws ProtocolException {
        codes = null;
        if (cut == null) {
            state = State.HEADER;
            in.open(bytes, from, to, 0);
            return;
        }
        finalBlock = cut.finalBlock();
        storedLeft = cut.storedLeft();
        if (cut.state() == State.SYMBOLS) {
            resumeCodes(cut.codes());
        }
        state = cut.state();
        in.open(bytes, from, to, cut.rest().offset());
    }

    private void resumeCodes(Bits kept) throws ProtocolException {
        if (kept == null) {
            useFixedCodes();
        } else {
            in.open(kept.bytes(), 0, kept.bytes().length, kept.offset());
            header.read(in);
            useOwnCodes();
            codes = kept;
        }
    }

    /** Forgets what belongs to the connection. */
    void close() {
        in.close();
        codes = null;
    }

    /**
     * Decodes all that is there.
     *
     * @param window takes the output
     * @throws ProtocolException 1007 for what isn't valid; 1009 if the window's limit is passed
     */
    void decode(Window window) throws ProtocolException {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case HEADER -> readHeader();
                case STORED -> copyStored(window);
                case SYMBOLS -> decodeSymbols(window);
            };
        }
    }

    /**
     * Whether a message may end behind what was decoded: with the header of a stored block, whose lengths are the tail
     * {@code 00 00 FF FF} that the sender removed (RFC 7692 section 7.2.1).
     *
     * @return false if something else is left, or nothing
     */
    boolean atTail() {
        if (state != State.HEADER) {
            return false;
        }
        in.refill();
        long left = in.remaining();
        return left >= HEADER_BITS && left < HEADER_BITS + Byte.SIZE && ((int) in.bits & 6) == DeflateFormat.STORED;
    }

    /**
     * What has to be known to go on.
     *
     * @return for {@link #open}
     */
    Cut cut() {
        Bits kept = null;
        if (state == State.SYMBOLS && literals == header.literals) {
            kept = codes != null ? codes : Bits.copyOf(in.input, codesStart, codesEnd);
        }
        return new Cut(state, finalBlock, storedLeft, kept, Bits.copyOf(in.input, in.bitPosition(), 8L * in.end));
    }

    private boolean readHeader() throws ProtocolException {
        long start = in.bitPosition();
        in.refill();
        if (in.count < HEADER_BITS) {
            return false;
        }
        finalBlock = in.take(1) == 1;
        boolean complete = switch (in.take(2)) {
            case DeflateFormat.STORED -> readStoredHeader();
            case DeflateFormat.FIXED -> {
                useFixedCodes();
                yield true;
            }
            case DeflateFormat.DYNAMIC -> readDynamicHeader();
            default -> throw malformed("a block of type 3");
        };
        if (!complete) {
            in.seek(start);
        }
        return complete;
    }

    private boolean readStoredHeader() throws ProtocolException {
        in.alignToByte();
        in.refill();
        if (in.count < Integer.SIZE) {
            return false;
        }
        int length = in.take(Short.SIZE);
        if ((length ^ in.take(Short.SIZE)) != DeflateFormat.MAX_STORED) {
            throw malformed("a stored block whose two lengths don't fit");
        }
        in.alignToByte();
        storedLeft = length;
        state = State.STORED;
        return true;
    }

    private boolean readDynamicHeader() throws ProtocolException {
        codesStart = in.bitPosition();
        if (!header.read(in)) {
            return false;
        }
        codesEnd = in.bitPosition();
        codes = null;
        useOwnCodes();
        return true;
    }

    private void useFixedCodes() {
        literals = DecodeTable.FIXED_LITERALS;
        distances = DecodeTable.FIXED_DISTANCES;
        state = State.SYMBOLS;
    }

    private void useOwnCodes() {
        literals = header.literals;
        distances = header.distances;
        state = State.SYMBOLS;
    }

    private boolean copyStored(Window window) throws ProtocolException {
        int length = Math.min(storedLeft, in.end - in.position);
        window.append(in.input, in.position, length);
        in.position += length;
        storedLeft -= length;
        if (storedLeft > 0) {
            return false;
        }
        state = State.HEADER;
        return true;
    }

    private boolean decodeSymbols(Window window) throws ProtocolException {
        if (!SymbolDecoder.decode(in, window, literals, distances)) {
            return false;
        }
        if (finalBlock) {
            // the deflater began a new stream with the next byte; its window doesn't end (RFC 7692 section 7.2.3.4)
            in.alignToByte();
        }
        state = State.HEADER;
        return true;
    }
}
