/** Creates an application's endpoints, encoders and decoders with what CDI injects. */
package dev.fairlead.websocket.servlet.injection;
