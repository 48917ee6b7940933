/** The containers: deployment, path matching, the opening handshake of both sides in Jakarta's terms. */
package dev.fairlead.websocket.container;
