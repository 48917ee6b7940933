/** The servers; each is loaded in a class loader with its own server's jars. */
package dev.fairlead.tck.server;
