package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * A control frame that the receiving side demands.
 *
 * @param opcode  {@link Opcode#PONG} or {@link Opcode#CLOSE}
 * @param payload at most 125 bytes
 */
public record Reply(Opcode opcode, ByteBuffer payload) {
}
