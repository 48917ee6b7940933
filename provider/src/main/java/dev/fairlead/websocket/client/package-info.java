/** The client's transport: sockets, TLS, the upgrade request. */
package dev.fairlead.websocket.client;
