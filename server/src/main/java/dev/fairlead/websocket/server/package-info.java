/** A server for endpoints: start it from a program with {@code Server}, or from the command line with {@code Main}. */
package dev.fairlead.websocket.server;
