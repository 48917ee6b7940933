package dev.fairlead.benchmarks.measure;

import java.nio.file.Path;

/** Where the files of the benchmarks are. */
public final class Workplace {
    private Workplace() {
    }

    /**
     * The folder {@code benchmarks}.
     *
     * @return what the system property {@code benchmarks} says; else the current folder's, as tests of a module want it
     */
    public static Path folder() {
        return Path.of(System.getProperty("benchmarks", "..")).toAbsolutePath().normalize();
    }

    /**
     * Where results are written.
     *
     * @param name a file's name
     * @return the file in {@code benchmarks/results}
     */
    public static Path results(String name) {
        return folder().resolve("results").resolve(name);
    }
}
