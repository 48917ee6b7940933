/**
 * Raw deflate (RFC 1951) in Java, as permessage-deflate uses it (RFC 7692 section 7.2): streams that never end, flushed
 * at the end of each message, with a window of 256 bytes to 32 KiB that is kept to exactly. A connection owns its
 * history only; everything else is lent.
 *
 * <p>The sending half, from a message to its payload: {@code RawDeflater} takes a {@code MatchContext} that has the
 * connection's history; in it a {@code SlidingWindow} has the plaintext, and a {@code MatchTable} says where its bytes
 * may have been before. A {@code Parser} cuts the message into literals and matches, with an {@code Effort} that is the
 * level's. They fill a {@code TokenBuffer}, of which the {@code BlockEncoder} makes a block: it has the
 * {@code HuffmanBuilder} find codes, {@code CodeLengths} describe them, and takes the form with the fewest bits. A
 * {@code BitWriter} packs them.
 *
 * <p>The receiving half, from a payload to the message: {@code RawInflater} is lent a {@code BlockDecoder}, which goes
 * from block to block. A {@code BitReader} unpacks; a {@code DynamicHeader} reads the lengths of the codes, of which
 * each {@code DecodeTable} is made; a {@code SymbolDecoder} writes literals and copies matches into the {@code Window},
 * whose bytes are the history with the message behind it. Where a frame ends within a message, a {@code Cut} keeps what
 * the decoder has to know for the next one.
 */
package dev.fairlead.websocket.protocol.extension.deflate.raw;
