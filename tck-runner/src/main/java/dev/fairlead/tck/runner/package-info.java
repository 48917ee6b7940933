/** Runs the official TCK, a JVM for each target, and tells the counts. */
package dev.fairlead.tck.runner;
