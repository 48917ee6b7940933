/** A chat with rooms: an annotated endpoint with JSON encoders and decoders, and its web page. */
package dev.fairlead.samples.chat;
