/** The byte stream over the non-blocking streams of any Servlet 6 container. */
package dev.fairlead.websocket.servlet.generic;
