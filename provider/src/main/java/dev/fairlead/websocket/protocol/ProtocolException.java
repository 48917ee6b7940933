package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.CloseCode;

/**
 * What a peer sent breaks the protocol, an extension's rules or a limit; the connection fails with the close code that
 * this exception carries (RFC 6455 section 7.1.7).
 */
public class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What the peer is told. */
    private final int closeCode;

    /**
     * Creates an exception.
     *
     * @param closeCode the code that the peer is told, see {@link CloseCode}
     * @param message   what was wrong, in one line; the peer is told its start as the reason, except for 1011
     */
    public ProtocolException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /**
     * Creates an exception with a cause.
     *
     * @param closeCode the code that the peer is told, see {@link CloseCode}
     * @param message   what was wrong, in one line; the peer is told its start as the reason, except for 1011
     * @param cause     what brought it to light
     */
    public ProtocolException(int closeCode, String message, Throwable cause) {
        super(message, cause);
        this.closeCode = closeCode;
    }

    /**
     * The close code that the peer is told.
     *
     * @return 1002, 1003, 1007, 1008, 1009, 1010 or 1011; 1006 where the peer has gone and is told nothing
     */
    public int closeCode() {
        return closeCode;
    }
}
