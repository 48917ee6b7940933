/**
 * A WebSocket extension to read as the example of writing one: it numbers messages and checks the numbers of the
 * peer's, so that a message that was lost, repeated or moved on the way is noticed. {@code docs/extensions.md} walks
 * through it.
 */
package dev.fairlead.samples.extension;
