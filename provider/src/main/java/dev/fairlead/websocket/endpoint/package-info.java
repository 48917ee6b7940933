/** Annotated and programmatic endpoints: their model, the check of their signatures, their invocation. */
package dev.fairlead.websocket.endpoint;
