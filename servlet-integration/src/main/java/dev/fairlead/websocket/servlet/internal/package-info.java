/** What all transports share. */
package dev.fairlead.websocket.servlet.internal;
