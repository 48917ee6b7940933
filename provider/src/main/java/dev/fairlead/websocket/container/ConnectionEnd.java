package dev.fairlead.websocket.container;

import java.util.function.Supplier;

/**
 * One end of the connection that a handshake came in on, as its host tells it.
 *
 * @param address  an IP address, or what else the host has, as the path of a Unix socket; null where it isn't known
 * @param port     -1 if there is none
 * @param hostName asked only when somebody wants the name, because a host may have to look it up; may answer null
 */
public record ConnectionEnd(String address, int port, Supplier<String> hostName) {
}
