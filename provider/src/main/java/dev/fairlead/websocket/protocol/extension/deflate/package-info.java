/** permessage-deflate (RFC 7692). */
package dev.fairlead.websocket.protocol.extension.deflate;
