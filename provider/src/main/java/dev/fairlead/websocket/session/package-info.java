/** Jakarta's sessions and remote endpoints over connections. */
package dev.fairlead.websocket.session;
