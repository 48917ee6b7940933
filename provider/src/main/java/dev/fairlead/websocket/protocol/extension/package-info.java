/**
 * The extension pipeline (RFC 6455 section 9): a factory negotiates parameters in the opening handshake and creates an
 * extension, which decodes each frame that is received and encodes each frame that is sent.
 */
package dev.fairlead.websocket.protocol.extension;
