/** The byte stream over the sockets of Tomcat's connectors, 10.1 and 11. */
package dev.fairlead.websocket.servlet.tomcat;
