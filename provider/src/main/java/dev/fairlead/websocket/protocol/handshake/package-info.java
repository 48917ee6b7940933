/** The opening handshake of both sides over plain records (RFC 6455 sections 4 and 11.3). */
package dev.fairlead.websocket.protocol.handshake;
