/**
 * The WebSocket protocol without I/O: bytes in, events and bytes out. Nothing here knows a socket, a thread, a lock, a
 * clock or a type of Jakarta.
 */
package dev.fairlead.websocket.protocol;
