package dev.fairlead.websocket.protocol.extension;

/** A server's answer to an extension offer isn't acceptable; the client fails the connection (RFC 6455 section 9.1). */
public class ExtensionNegotiationException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message names the extension and the parameter
     */
    public ExtensionNegotiationException(String message) {
        super(message);
    }
}
