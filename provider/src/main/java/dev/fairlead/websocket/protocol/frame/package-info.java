/** Frames as RFC 6455 section 5 defines them: opcodes, close codes, parsing, writing, masking, UTF-8. */
package dev.fairlead.websocket.protocol.frame;
