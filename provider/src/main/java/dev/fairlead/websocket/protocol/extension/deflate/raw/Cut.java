package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Where a message was cut: all that has to be known to go on with its next part, beside the window. A few bytes, or a
 * few hundred within a dynamic block: its codes are kept as they were received, and read again.
 *
 * @param state      where in the stream
 * @param finalBlock whether the block under way is a final one
 * @param storedLeft how many bytes of a stored block are missing
 * @param codes      the header of the dynamic block under way; null in others
 * @param rest       what couldn't be decoded without what follows
 */
record Cut(BlockDecoder.State state, boolean finalBlock, int storedLeft, Bits codes, Bits rest) {
}
