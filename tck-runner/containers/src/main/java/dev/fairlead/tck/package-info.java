/** The servers that Fairlead is tested in, ready to take WARs. */
package dev.fairlead.tck;
