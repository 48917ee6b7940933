package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.List;

/**
 * The extensions of one connection: encoded in the order of negotiation, decoded in the reverse (RFC 6455 section 9.1).
 * As thread-safe as the extensions: one decoding and one encoding thread at a time.
 */
public final class ExtensionPipeline implements AutoCloseable {
    /** A pipeline without extensions. */
    public static final ExtensionPipeline EMPTY = new ExtensionPipeline(List.of());

    private final List<NegotiatedExtension> extensions;

    /**
     * Creates a pipeline.
     *
     * @param extensions in the order of negotiation
     * @throws IllegalArgumentException if two claim the same reserved bit
     */
    public ExtensionPipeline(List<NegotiatedExtension> extensions) {
        this.extensions = List.copyOf(extensions);
    }

    /**
     * The extensions.
     *
     * @return in the order of negotiation
     */
    public List<NegotiatedExtension> extensions() {
        return extensions;
    }

    /**
     * Whether there are none.
     *
     * @return true if frames pass unchanged
     */
    public boolean isEmpty() {
        return extensions.isEmpty();
    }

    /**
     * All reserved bits that have an owner.
     *
     * @return any of the bits of {@link Frame#RSV_MASK}
     */
    public int rsvBits() {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether any extension must see frames as the peer cut them.
     *
     * @return see {@link NegotiatedExtension#needsWholeFrames}
     */
    public boolean needsWholeFrames() {
        throw new UnsupportedOperationException();
    }

    /**
     * Decodes a frame from the peer.
     *
     * @param incoming   see {@link NegotiatedExtension#decode}
     * @param maxPayload likewise
     * @return the decoded frame, without reserved bits
     * @throws ProtocolException what an extension threw; 1002 if a reserved bit is left over
     */
    public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
        throw new UnsupportedOperationException();
    }

    /**
     * Encodes a frame for the peer.
     *
     * @param outgoing see {@link NegotiatedExtension#encode}
     * @return the encoded frame
     * @throws ProtocolException what an extension threw
     */
    public Frame encode(Frame outgoing) throws ProtocolException {
        throw new UnsupportedOperationException();
    }

    /** Closes all extensions. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
