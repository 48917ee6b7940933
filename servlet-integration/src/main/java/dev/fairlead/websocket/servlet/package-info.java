/** Mounts a WebSocket container in a servlet context: initializer, filter, listeners and the choice of the transport. */
package dev.fairlead.websocket.servlet;
