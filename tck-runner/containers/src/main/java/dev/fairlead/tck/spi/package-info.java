/** What the tests' class loader and the servers' class loaders share. */
package dev.fairlead.tck.spi;
