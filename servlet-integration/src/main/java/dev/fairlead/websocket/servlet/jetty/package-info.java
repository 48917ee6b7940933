/**
 * The byte stream over Jetty's end points. In a web application archive these classes are defined by
 * {@link dev.fairlead.websocket.servlet.internal.JettyBridge}, which sees both the server and the application.
 */
package dev.fairlead.websocket.servlet.jetty;
