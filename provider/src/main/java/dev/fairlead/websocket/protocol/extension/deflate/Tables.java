package dev.fairlead.websocket.protocol.extension.deflate;

/** Where the tables of a deflater's match finder are. It changes memory and speed, never the validity. */
public enum Tables {
    /** In a pool: lent for the time of one message, so that an idle connection has none. */
    SHARED,
    /** With each connection: faster on few busy connections, and tens of KiB for each. */
    CONNECTION
}
