package dev.fairlead.websocket.protocol.handshake;

/**
 * An opening handshake fails. On the server it carries the response; on the client the response's status if one came.
 */
public class HandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The HTTP status, or 0. */
    private final int status;
    private final transient Headers headers;

    /**
     * Creates an exception.
     *
     * @param status  HTTP status, 0 on a client that got no valid response
     * @param message one line that says what is wrong
     * @param headers what the response carries, as {@code Sec-WebSocket-Version} beside 426
     */
    public HandshakeException(int status, String message, Headers headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    /**
     * Creates an exception without headers.
     *
     * @param status  HTTP status, 0 on a client that got no valid response
     * @param message one line that says what is wrong
     */
    public HandshakeException(int status, String message) {
        this(status, message, new Headers());
    }

    /**
     * The HTTP status.
     *
     * @return 400 and more, or what a server answered instead of 101, or 0
     */
    public int status() {
        return status;
    }

    /**
     * Headers of the response.
     *
     * @return never null
     */
    public Headers headers() {
        return headers == null ? new Headers() : headers;
    }
}
