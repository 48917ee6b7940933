/**
 * What users of Fairlead see beyond Jakarta: settings and extensions. The vocabulary of all layers above the protocol.
 */
package dev.fairlead.websocket;
