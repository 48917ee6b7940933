/** Arquillian's containers. */
package dev.fairlead.tck.arquillian;
