package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.nio.ByteBuffer;

/**
 * Makes tokens of plaintext and blocks of tokens. Lent for the time of one message or part by an {@link EnginePool};
 * between two it remembers nothing. Not thread-safe.
 */
public final class DeflateEngine {
    private final int memoryLevel;
    private final BitWriter out = new BitWriter();
    private final BlockEncoder blocks = new BlockEncoder(out);
    private final TokenBuffer tokens;

    /**
     * Creates an engine.
     *
     * @param memoryLevel 1 to 9: how large its blocks get
     */
    public DeflateEngine(int memoryLevel) {
        this.memoryLevel = memoryLevel;
        tokens = new TokenBuffer(memoryLevel);
    }

    /**
     * What it was created for.
     *
     * @return as it was given
     */
    public int memoryLevel() {
        return memoryLevel;
    }

    /**
     * Compresses what follows in the stream whose window a context has.
     *
     * @param context that takes the plaintext in
     * @param plain   its position is left alone
     * @param method  how
     * @param last    whether the tail of the flush is left out
     * @param limit   how many bytes are too many
     * @return array-backed and the caller's; null if it became too many bytes
     */
    ByteBuffer compress(MatchContext context, ByteBuffer plain, Method method, boolean last, int limit) {
        blocks.begin();
        SlidingWindow window = context.window();
        int next = plain.position();
        int at = window.end();
        int blockStart = at;
        while (next < plain.limit()) {
            if (!window.hasRoomFor(plain.limit() - next)) {
                int dropped = context.slide(at, blockStart);
                at -= dropped;
                blockStart -= dropped;
            }
            next += window.add(plain, next);
            int to = next == plain.limit() ? window.end() : window.end() - SlidingWindow.LOOKAHEAD;
            method.prepare(context, at);
            while (at < to) {
                at = method.parse(context, at, to, tokens);
                if (!tokens.hasRoom()) {
                    blocks.write(tokens, method.fixedCodes(), window.bytes(), blockStart, at - blockStart);
                    blockStart = at;
                    if (out.size() >= limit) {
                        return giveUp();
                    }
                }
            }
        }
        if (tokens.count() > 0) {
            blocks.write(tokens, method.fixedCodes(), window.bytes(), blockStart, at - blockStart);
        }
        blocks.flush(last);
        if (out.size() >= limit) {
            return giveUp();
        }
        int length = out.size();
        return ByteBuffer.wrap(out.take(), 0, length);
    }

    private ByteBuffer giveUp() {
        tokens.clear();
        out.clear();
        return null;
    }
}
