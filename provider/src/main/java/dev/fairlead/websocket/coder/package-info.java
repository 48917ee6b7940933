/** Encoders and decoders of a session: which type each takes, their life cycle, the default ones. */
package dev.fairlead.websocket.coder;
