package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one direction of a connection has inflated: its history, and behind it the output of the call that is under way.
 *
 * <p>A short output is written right behind the history, into the same array, so that matches find the history where it
 * is, and nothing has to be remembered afterwards; the array is a quarter larger than the window for that. A longer
 * output, and one that is to be forgotten, has an array of its own, which is handed over. It grows with what comes, up
 * to the limit.
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
    private static final int FIRST_OUTPUT = 256;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8 - SPARE;

    /** How far back a distance may reach. */
    final int size;

    /** The array that the output is written to. A distance that reaches beyond its beginning is a far one. */
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
     */
    void open(long expected, long maximum) {
        limit = maximum < 0 ? MAX_ARRAY : (int) Math.min(maximum, MAX_ARRAY);
        long room = Math.min(expected, limit) + MARGIN;
        if (contextTakeover && makeRoomBehindHistory(room)) {
            output = history;
            start = historyEnd;
        } else {
            output = new byte[(int) Math.min(Math.max(expected, FIRST_OUTPUT), limit) + SPARE];
            start = 0;
        }
        position = start;
        end = endOfRoom();
        if (expected >= historyEnd / WARMING_RATIO) {
            warm();
        }
    }

    /**
     * Gets the history into the processor's cache. A message's matches lie anywhere in it; one miss after the other costs
     * more than reading it in order, if many connections take turns.
     */
    private void warm() {
        int sum = 0;
        for (int i = Math.max(0, historyEnd - size); i < historyEnd; i += CACHE_LINE) {
            sum += history[i];
        }
        warmth = sum;
    }

    private int endOfRoom() {
        return (int) Math.min(output.length - SPARE, (long) start + limit);
    }

    private boolean makeRoomBehindHistory(long room) {
        long needed = historyEnd + room + SPARE;
        if (needed <= history.length) {
            return true;
        }
        if (needed <= most) {
            history = Arrays.copyOf(history, Math.min(most, Math.max((int) needed, history.length * 2)));
            return true;
        }
        if (Math.min(historyEnd, size) + room + SPARE > most) {
            return false;
        }
        slide(Math.min(historyEnd, size));
        return true;
    }

    /** Keeps the last bytes of the history, and moves them to the beginning of an array of full size. */
    private void slide(int kept) {
        byte[] target = history.length == most ? history : new byte[most];
        System.arraycopy(history, historyEnd - kept, target, 0, kept);
        history = target;
        historyEnd = kept;
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
        long larger = Math.max(FIRST_OUTPUT, Math.max(2L * (end - start), (long) written + length));
        byte[] target = new byte[(int) Math.min(larger, limit) + SPARE];
        System.arraycopy(output, start, target, 0, written);
        output = target;
        start = 0;
        position = written;
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
     * Copies a match that begins before {@link #output}, where the history may be. There is room for it.
     *
     * @param to       where the match goes
     * @param distance how far back it is, more than {@code to}, or more than the window
     * @param length   how long
     * @throws ProtocolException 1007 if the window doesn't reach that far, or nothing has been sent that long ago
     */
    void copyFar(int to, int distance, int length) throws ProtocolException {
        if (distance > size) {
            throw malformed("a distance of " + distance + " in a window of " + size);
        }
        int back = distance - to;
        if (output == history || back > historyEnd) {
            throw malformed("a distance of " + distance + " that reaches before the first byte");
        }
        int fromHistory = Math.min(back, length);
        System.arraycopy(history, historyEnd - back, output, to, fromHistory);
        // what is left begins with the output, which may overlap
        for (int i = to + fromHistory; i < to + length; i++) {
            output[i] = output[i - distance];
        }
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
            ByteBuffer plain = ByteBuffer.wrap(Arrays.copyOfRange(written, start, position));
            historyEnd = position;
            return plain;
        }
        if (contextTakeover || !endOfMessage) {
            remember(written, length);
        } else {
            history = NONE;
            historyEnd = 0;
        }
        // an array that is mostly empty isn't kept alive for the little that is in it
        return ByteBuffer.wrap(length < written.length / 2 ? Arrays.copyOf(written, length) : written, 0, length);
    }

    private void remember(byte[] bytes, int length) {
        int kept = Math.min(length, size);
        if (historyEnd + kept > history.length) {
            if (historyEnd + kept <= most) {
                history = Arrays.copyOf(history, Math.min(most, Math.max(historyEnd + kept, history.length * 2)));
            } else {
                slide(Math.min(historyEnd, size - kept));
            }
        }
        System.arraycopy(bytes, length - kept, history, historyEnd, kept);
        historyEnd += kept;
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
