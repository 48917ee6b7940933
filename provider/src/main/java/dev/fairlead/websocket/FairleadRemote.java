package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.RemoteEndpoint;

/**
 * What every remote of a Fairlead session is beside what Jakarta says. Applications get at it through methods such as
 * {@link PerMessageDeflate#uncompressed(RemoteEndpoint.Basic)}.
 */
public interface FairleadRemote extends RemoteEndpoint {
    /**
     * A view of this remote that sends with a wish.
     *
     * @param wishes what the session's extensions are told of each message that the view sends, whole or in parts
     * @return a remote of the same kind, basic or asynchronous, as thread-safe as this; batching and the send timeout
     *         are this one's
     */
    FairleadRemote with(OutgoingMessage wishes);
}
