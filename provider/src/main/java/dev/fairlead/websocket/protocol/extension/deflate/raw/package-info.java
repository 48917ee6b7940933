/**
 * Raw deflate (RFC 1951) in Java, as permessage-deflate uses it (RFC 7692 section 7.2): streams that never end, flushed
 * at the end of each message, with a window of 256 bytes to 32 KiB that is kept to exactly. A connection owns its
 * history only; everything else is lent.
 */
package dev.fairlead.websocket.protocol.extension.deflate.raw;
