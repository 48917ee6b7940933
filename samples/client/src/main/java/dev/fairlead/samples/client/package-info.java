/** A command line client: what is typed is sent, what comes is printed. */
package dev.fairlead.samples.client;
