package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * What the memory of a {@link MatchContext} depends on.
 *
 * @param windowBits  8 to 15
 * @param memoryLevel 1 to 9
 */
public record ContextSize(int windowBits, int memoryLevel) {
}
