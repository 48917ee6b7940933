package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.nio.ByteBuffer;

/**
 * The decompressing half of one connection with its context (RFC 7692 section 7.2.2). Used by one thread at a time.
 * Between two messages it holds nothing that isn't garbage-collected.
 */
public interface MessageInflater extends AutoCloseable {
    /**
     * Decompresses a part of a message, cut anywhere.
     *
     * @param compressed the part; consumed
     * @param last       whether the message ends here
     * @param limit      how many bytes the result may have; -1 for any number that an array holds
     * @return what could be decompressed so far, array-backed; the caller's
     * @throws ProtocolException 1007 for what isn't valid, also for a message that ends within a block; 1009 as soon as
     *                           the limit is passed. The inflater is of no use after it
     */
    ByteBuffer inflate(ByteBuffer compressed, boolean last, long limit) throws ProtocolException;

    /** Frees what a message that has begun and not ended holds. Called once, as the last method. */
    @Override
    void close();
}
