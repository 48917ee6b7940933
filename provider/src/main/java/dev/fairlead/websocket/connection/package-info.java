/**
 * Connections: the protocol's state, the send queue and the timers over a transport. All locks and threads are here.
 */
package dev.fairlead.websocket.connection;
