/** Creates an application's endpoints, encoders and decoders with what CDI or the servlet container injects. */
package dev.fairlead.websocket.servlet.injection;
