package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one direction of a connection has inflated: its history, and right behind it the output of the call that is
 * under way, so that a match is copied in the same way wherever it is.
 *
 * <p>A short output is written behind the history in the history's own array, which is a quarter larger than the window
 * for that; then nothing has to be moved. For a longer one the history is copied into an array with more room: that of
 * the decoder, or one of the message's own if it's a large one, which is handed over with the output in it. It grows
 * with what comes, up to the limit.
 */
final class Window {
    /** Matches are copied by eight bytes, which may be seven too many. */
    static final int SPARE = 8;

    /** Room that the hot loop wants in any case: for the longest match, and literals before it. */
    static final int MARGIN = 272;

    private static final byte[] NONE = {};
    private static final int LEAST_SLACK = 768;
    private static final int CACHE_LINE = 64;
    private static final int WARMING_RATIO = 32;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8 - SPARE;

    /** How far back a distance may reach. */
    final int size;

    /** The array that the output is written to, with the history before it from index 0 on. */
    byte[] output = NONE;

    /** Where the next byte of output goes. */
    int position;

    /** Where output ends unless {@link #makeRoom} is called; {@link #SPARE} bytes behind it may be overwritten. */
    int end;

    private final boolean contextTakeover;
    private final int most;
    private byte[] history = NONE;
    private int historyEnd;
    private int start;
    private int limit;

    /** Whether the output's array is nobody else's. */
    private boolean own;

    /** Written and never read, so that the compiler leaves the reading of the history in. */
    private int warmth;

    /**
     * Creates an empty window.
     *
     * @param windowBits      8 to 15
     * @param contextTakeover whether it outlasts a message
     */
    Window(int windowBits, boolean contextTakeover) {
        this.contextTakeover = contextTakeover;
        size = 1 << windowBits;
        most = size + Math.max(size / 4, LEAST_SLACK) + SPARE;
    }

    /**
     * Begins a call's output.
     *
     * @param expected how many bytes are likely to come
     * @param maximum  how many may come, -1 for as many as an array holds
     * @param scratch  lends an array until {@link #take} or {@link #clear}
     */
    void open(long expected, long maximum, Scratch scratch) {
        limit = maximum < 0 ? MAX_ARRAY - size : (int) Math.min(maximum, MAX_ARRAY - size);
        long room = Math.min(expected, limit) + MARGIN + SPARE;
        if (contextTakeover && makeRoomBehindHistory(room)) {
            output = history;
            start = historyEnd;
            own = false;
            if (expected >= historyEnd / WARMING_RATIO) {
                warm();
            }
        } else {
            start = Math.min(historyEnd, size);
            byte[] lent = scratch.atLeast(start + room);
            own = lent == null;
            output = own ? new byte[(int) Math.min(start + room, MAX_ARRAY)] : lent;
            System.arraycopy(history, historyEnd - start, output, 0, start);
        }
        position = start;
        end = endOfRoom();
    }

    private int endOfRoom() {
        return (int) Math.min(output.length - SPARE, (long) start + limit);
    }

    private boolean makeRoomBehindHistory(long room) {
        int kept = Math.min(historyEnd, size);
        if (kept + room > most) {
            return false;
        }
        if (historyEnd + room > most) {
            slide(kept);
        } else if (historyEnd + room > history.length) {
            grow((int) (historyEnd + room));
        }
        return true;
    }

    /** Keeps the last bytes of the history, and moves them to the beginning of an array of full size. */
    private void slide(int kept) {
        byte[] target = history.length == most ? history : new byte[most];
        System.arraycopy(history, historyEnd - kept, target, 0, kept);
        history = target;
        historyEnd = kept;
    }

    private void grow(int least) {
        history = Arrays.copyOf(history, Math.min(most, Math.max(least, history.length * 2)));
    }

    /**
     * Gets the history into the processor's cache. A message's matches lie anywhere in it; one miss after the other
     * costs more than reading it in order, if many connections take turns.
     */
    private void warm() {
        int sum = 0;
        for (int i = Math.max(0, historyEnd - size); i < historyEnd; i += CACHE_LINE) {
            sum += history[i];
        }
        warmth = sum;
    }

    /**
     * Makes room for more output; {@link #output}, {@link #position} and {@link #end} are others afterwards.
     *
     * @param length how many bytes have to fit
     * @throws ProtocolException 1009 if the limit doesn't allow them
     */
    void makeRoom(int length) throws ProtocolException {
        int written = position - start;
        if (length > limit - written) {
            throw new ProtocolException(CloseCode.MESSAGE_TOO_BIG, "a compressed message is larger than the " + limit
                    + " bytes that are left of its limit");
        }
        int kept = Math.min(start, size);
        long room = Math.min(limit, Math.max(2L * (end - start), (long) written + length + MARGIN));
        byte[] target = new byte[(int) Math.min(kept + room + SPARE, MAX_ARRAY)];
        System.arraycopy(output, start - kept, target, 0, kept + written);
        output = target;
        own = true;
        start = kept;
        position = kept + written;
        end = endOfRoom();
    }

    /**
     * Adds bytes.
     *
     * @param bytes  an array
     * @param from   the index of the first one
     * @param length how many
     * @throws ProtocolException 1009 if the limit doesn't allow them
     */
    void append(byte[] bytes, int from, int length) throws ProtocolException {
        if (length > end - position) {
            makeRoom(length);
        }
        System.arraycopy(bytes, from, output, position, length);
        position += length;
    }

    /**
     * Why a distance can't be.
     *
     * @param distance more than the window, or than there is before the output's next byte
     * @return to be thrown
     */
    ProtocolException tooFar(int distance) {
        return malformed(distance > size
                ? "a distance of " + distance + " in a window of " + size
                : "a distance of " + distance + " that reaches before the first byte");
    }

    /**
     * Ends a call's output.
     *
     * @param endOfMessage whether the message ends here, too
     * @return the output, the caller's
     */
    ByteBuffer take(boolean endOfMessage) {
        byte[] written = output;
        int length = position - start;
        output = NONE;
        if (written == history) {
            historyEnd = position;
        } else if (contextTakeover || !endOfMessage) {
            remember(written, position, length);
        } else {
            clear();
        }
        // an array that is mostly something else isn't kept alive for the little that is in it
        return own && length >= written.length / 2
                ? ByteBuffer.wrap(written, start, length).slice()
                : ByteBuffer.wrap(Arrays.copyOfRange(written, start, start + length));
    }

    private void remember(byte[] bytes, int to, int length) {
        int added = Math.min(length, size);
        if (historyEnd + added > most) {
            slide(Math.min(historyEnd, size - added));
        } else if (historyEnd + added > history.length) {
            grow(historyEnd + added);
        }
        System.arraycopy(bytes, to - added, history, historyEnd, added);
        historyEnd += added;
    }

    /** Forgets everything. */
    void clear() {
        output = NONE;
        history = NONE;
        historyEnd = 0;
    }

    /**
     * What a connection holds between two calls.
     *
     * @return bytes
     */
    int held() {
        return history.length;
    }
}
