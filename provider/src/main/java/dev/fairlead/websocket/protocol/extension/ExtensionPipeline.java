package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.List;

/**
 * The extensions of one connection: encoded in the order of negotiation, decoded in the reverse (RFC 6455 section 9.1).
 * As thread-safe as the extensions: one decoding and one encoding thread at a time.
 *
 * <p>It holds extensions to their contract, because a frame that breaks it would break the connection far from its
 * cause: an extension that throws anything but a {@link ProtocolException}, returns no frame or sets a reserved bit
 * that it doesn't own fails the connection with 1011 and a message that names it.
 */
public final class ExtensionPipeline implements AutoCloseable {
    /** A pipeline without extensions. */
    public static final ExtensionPipeline EMPTY = new ExtensionPipeline(List.of());

    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final List<NegotiatedExtension> extensions;
    private final int rsvBits;
    private final boolean needsWholeFrames;

    /**
     * Creates a pipeline.
     *
     * @param extensions in the order of negotiation
     * @throws IllegalArgumentException if two claim the same reserved bit
     */
    public ExtensionPipeline(List<? extends NegotiatedExtension> extensions) {
        this.extensions = List.copyOf(extensions);
        int bits = 0;
        boolean whole = false;
        for (NegotiatedExtension extension : this.extensions) {
            int claimed = extension.rsvBits();
            if ((claimed & ~Frame.RSV_MASK) != 0) {
                throw new IllegalArgumentException("extension " + extension.name()
                        + " claims bits that aren't reserved bits: 0x" + Integer.toHexString(claimed));
            }
            if ((claimed & bits) != 0) {
                throw new IllegalArgumentException("extension " + extension.name()
                        + " claims a reserved bit that another extension has: 0x"
                        + Integer.toHexString(claimed & bits));
            }
            bits |= claimed;
            whole |= extension.needsWholeFrames();
        }
        rsvBits = bits;
        needsWholeFrames = whole;
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
        return rsvBits;
    }

    /**
     * Whether any extension must see frames as the peer cut them.
     *
     * @return see {@link NegotiatedExtension#needsWholeFrames}
     */
    public boolean needsWholeFrames() {
        return needsWholeFrames;
    }

    /**
     * Decodes a frame from the peer. Every extension is given the same limit, so that none makes more than may be
     * delivered.
     *
     * @param incoming   see {@link NegotiatedExtension#decode}
     * @param maxPayload likewise
     * @return the decoded frame, without reserved bits
     * @throws ProtocolException what an extension threw; 1002 if a reserved bit is left over; 1009 if an extension made
     *                           more than {@code maxPayload} bytes; 1011 if an extension broke its contract
     */
    public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
        Frame frame = incoming;
        for (int i = extensions.size() - 1; i >= 0; i--) {
            NegotiatedExtension extension = extensions.get(i);
            Frame decoded;
            try {
                decoded = extension.decode(frame, maxPayload);
            } catch (ProtocolException e) {
                throw e;
            } catch (Throwable e) {
                throw failed(extension, e);
            }
            if (decoded == null) {
                throw broken(extension, "decoded to no frame");
            }
            if (decoded != frame && maxPayload >= 0 && !decoded.opcode().isControl()
                    && decoded.payload().remaining() > maxPayload) {
                throw new ProtocolException(CloseCode.MESSAGE_TOO_BIG, "extension " + extension.name() + " decoded to "
                        + decoded.payload().remaining() + " bytes where " + maxPayload + " are the limit");
            }
            frame = decoded;
        }
        if (frame.rsv() != 0) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "reserved bits 0x" + Integer.toHexString(frame.rsv())
                    + " of a frame have no meaning that was negotiated (" + frame.opcode() + ")");
        }
        return frame;
    }

    /**
     * Encodes a frame for the peer, of a message about which its sender has said nothing.
     *
     * @param outgoing see {@link NegotiatedExtension#encode(Frame)}
     * @return the encoded frame
     * @throws ProtocolException what an extension threw; 1011 if an extension broke its contract
     */
    public Frame encode(Frame outgoing) throws ProtocolException {
        return encode(outgoing, OutgoingMessage.ORDINARY);
    }

    /**
     * Encodes a frame for the peer.
     *
     * @param outgoing see {@link NegotiatedExtension#encode(Frame, OutgoingMessage)}
     * @param message  likewise
     * @return the encoded frame
     * @throws ProtocolException what an extension threw; 1011 if an extension broke its contract
     */
    public Frame encode(Frame outgoing, OutgoingMessage message) throws ProtocolException {
        Frame frame = outgoing;
        for (NegotiatedExtension extension : extensions) {
            frame = encode(extension, frame, message);
        }
        return frame;
    }

    private static Frame encode(NegotiatedExtension extension, Frame frame, OutgoingMessage message)
            throws ProtocolException {
        Frame encoded;
        try {
            encoded = extension.encode(frame, message);
        } catch (ProtocolException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(extension, e);
        }
        return checked(extension, frame, encoded);
    }

    private static Frame checked(NegotiatedExtension extension, Frame frame, Frame encoded) throws ProtocolException {
        if (encoded == null) {
            throw broken(extension, "encoded to no frame");
        }
        if (((encoded.rsv() ^ frame.rsv()) & ~extension.rsvBits()) != 0) {
            throw broken(extension, "changed reserved bits that it doesn't own");
        }
        if (encoded.opcode().isControl() && encoded.payload().remaining() > MAX_CONTROL_PAYLOAD) {
            throw broken(extension, "made a control frame of more than " + MAX_CONTROL_PAYLOAD + " bytes");
        }
        return encoded;
    }

    /**
     * Encodes a message that is sent to many connections: as one that is shared as far as the extensions can share it,
     * and for this connection alone from there on.
     *
     * @param message the message
     * @return the encoded message
     * @throws ProtocolException what an extension threw; 1011 if an extension broke its contract
     */
    public SharedFrame encode(SharedFrame message) throws ProtocolException {
        SharedFrame shared = message;
        for (int i = 0; i < extensions.size(); i++) {
            NegotiatedExtension extension = extensions.get(i);
            SharedFrame next = extension instanceof SharingExtension sharing ? share(sharing, shared) : null;
            if (next != null) {
                shared = next;
                continue;
            }
            Frame frame = shared.frame();
            Frame encoded = encode(extension, frame, message.wishes());
            // what an extension leaves alone is everybody's still
            if (encoded != frame) {
                for (NegotiatedExtension following : extensions.subList(i + 1, extensions.size())) {
                    encoded = encode(following, encoded, message.wishes());
                }
                return shared.own(encoded);
            }
        }
        return shared;
    }

    private static SharedFrame share(SharingExtension extension, SharedFrame shared) throws ProtocolException {
        Frame frame = shared.frame();
        try {
            Object key = extension.sharingKey(frame, shared.wishes());
            if (key == null) {
                return null;
            }
            SharedFrame.Branch branch = shared.branch(extension.getClass(), key);
            if (branch == null) {
                SharedEncoding encoding = extension.encodeShared(frame, shared.wishes());
                checked(extension, frame, encoding == null ? null : encoding.frame());
                branch = shared.add(extension.getClass(), key, frame, encoding);
            }
            extension.adopt(frame, branch.encoding());
            return branch.result();
        } catch (ProtocolException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(extension, e);
        }
    }

    /**
     * Closes all extensions, also where one throws.
     *
     * @throws ExtensionFailedException where one threw against its contract, with those of the others suppressed in it
     */
    @Override
    public void close() {
        closeAll(extensions);
    }

    static void closeAll(Iterable<NegotiatedExtension> extensions) {
        ExtensionFailedException failure = null;
        for (NegotiatedExtension extension : extensions) {
            try {
                extension.close();
            } catch (Throwable e) {
                ExtensionFailedException failed = ExtensionFailedException.of(extension.name(), "to close", e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Closes extensions after a failure, which stays the one that is reported.
     *
     * @param failure    is given what an extension throws as suppressed
     * @param extensions what was created before
     */
    public static void closeAfter(Throwable failure, Iterable<NegotiatedExtension> extensions) {
        try {
            closeAll(extensions);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static ProtocolException failed(NegotiatedExtension extension, Throwable cause) {
        ExtensionFailedException.passErrorOfJvm(cause);
        return new ProtocolException(CloseCode.INTERNAL_ERROR, "extension " + extension.name() + " failed: " + cause,
                cause);
    }

    private static ProtocolException broken(NegotiatedExtension extension, String how) {
        return new ProtocolException(CloseCode.INTERNAL_ERROR, "extension " + extension.name() + " " + how);
    }
}
