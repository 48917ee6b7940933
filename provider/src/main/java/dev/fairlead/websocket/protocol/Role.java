package dev.fairlead.websocket.protocol;

/** Which end of a connection this is. It decides who masks: a client always, a server never (RFC 6455 section 5.1). */
public enum Role {
    /** The end that sent the opening handshake's request. */
    CLIENT,
    /** The end that answered it. */
    SERVER
}
