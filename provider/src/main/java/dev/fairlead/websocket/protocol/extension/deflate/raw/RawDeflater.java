package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.CommonHistory;
import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.MessageDeflater;
import dev.fairlead.websocket.protocol.extension.deflate.Tables;
import java.nio.ByteBuffer;

/**
 * Compresses with an engine that is lent for each message. Between two messages there is only the history: as much
 * plaintext as the next message may refer to.
 */
final class RawDeflater implements MessageDeflater {
    private static final byte[] NOTHING = {};

    /** The payload of an empty message, and of a last part that is empty (RFC 7692 section 7.2.3.6). */
    private static final byte[] EMPTY_MESSAGE = {0};

    private final EnginePool pool;
    private final ContextSize size;
    private final Method method;
    private final boolean contextTakeover;
    private final HistoryRing history;

    /** Null where the tables are lent. */
    private final MatchContext own;

    /** Stands for this deflater in the context that has its history: nothing else of it is held there. */
    private Object key = new Object();

    /** Where the context was that was lent last: who forgets each message has no use for it. */
    private int place;

    /**
     * Creates a deflater at the beginning of a stream.
     *
     * @param pool            lends engines
     * @param size            of these
     * @param contextTakeover whether a message may refer to the messages before it
     * @param compression     level, strategy and place of the tables
     */
    RawDeflater(EnginePool pool, ContextSize size, boolean contextTakeover, Compression compression) {
        this.pool = pool;
        this.size = size;
        this.contextTakeover = contextTakeover;
        method = Method.of(compression);
        history = new HistoryRing(1 << size.windowBits());
        place = contextTakeover ? EnginePool.ANYWHERE : EnginePool.NOWHERE;
        own = compression.tables() == Tables.CONNECTION ? new MatchContext(size, 0) : null;
    }

    @Override
    public ByteBuffer deflate(ByteBuffer plain, boolean last) {
        return compress(plain, last, Integer.MAX_VALUE);
    }

    @Override
    public ByteBuffer deflateIfSmaller(ByteBuffer message) {
        ByteBuffer payload = compress(message, true, message.remaining());
        return payload == null ? message : payload;
    }

    @Override
    public void absorb(ByteBuffer message) {
        history.add(message);
        // no context has that message
        key = new Object();
    }

    @Override
    public CommonHistory history() {
        byte[] bytes = new byte[history.length()];
        history.copyTo(bytes, bytes.length);
        return new CommonHistory(bytes);
    }

    @Override
    public void adopt(CommonHistory other) {
        history.adopt(other.bytes());
        key = new Object();
    }

    private ByteBuffer compress(ByteBuffer plain, boolean last, int limit) {
        boolean forget = last && !contextTakeover;
        if (!plain.hasRemaining()) {
            if (forget) {
                forget();
            }
            // an empty message isn't smaller than itself
            return limit == 0 ? null : ByteBuffer.wrap(last ? EMPTY_MESSAGE.clone() : NOTHING);
        }
        MatchContext context = own != null ? own : pool.context(size, place);
        if (!context.isOf(key)) {
            method.recall(context, history, plain.remaining(), forget);
            // a context that had the history before doesn't have all of it any more
            key = new Object();
        }
        // until all is well: what fails on the way leaves a context that nobody takes for his
        context.leaveTo(null);
        int before = context.window().end();
        boolean slides = !context.window().hasRoomFor(plain.remaining());
        DeflateEngine engine = pool.engine(size.memoryLevel());
        ByteBuffer payload = engine.compress(context, plain, method, last, limit);
        if (payload == null) {
            context.truncate(before);
            context.leaveTo(slides || forget ? null : key);
        } else if (forget) {
            forget();
        } else {
            history.add(plain);
            context.leaveTo(key);
        }
        pool.release(engine);
        if (own == null) {
            if (contextTakeover) {
                place = context.place();
            }
            pool.release(context);
        }
        return payload;
    }

    private void forget() {
        history.clear();
        key = new Object();
    }
}
