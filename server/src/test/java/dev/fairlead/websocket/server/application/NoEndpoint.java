package dev.fairlead.websocket.server.application;

/** Found by its package, and of no interest. */
public class NoEndpoint {
}
