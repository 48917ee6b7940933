/**
 * permessage-deflate (RFC 7692). {@link ServerDeflate} and {@link ClientDeflate} negotiate; {@link DeflateExtension} is
 * the extension at work; {@link DeflateCodec} is the engine behind it, and {@link ZlibCodec} the one on
 * {@code java.util.zip}.
 */
package dev.fairlead.websocket.protocol.extension.deflate;
