package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles what is in C, where that is possible; a test that needs it is skipped elsewhere. */
final class CPrograms {
    private CPrograms() {
    }

    /** Runs a module's Makefile. */
    static void make(String module, Path target) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/usr/include/zlib.h")), "zlib's header isn't installed");
        assumeTrue(runs("make", "--version") && runs("cc", "--version"), "make and cc aren't installed");
        Process make = new ProcessBuilder(List.of("make", "-s", "-C", Path.of("..", module).toString(),
                "target=" + target.toAbsolutePath().normalize())).redirectErrorStream(true).start();
        assertThat(make.inputReader().lines().toList()).isEmpty();
        assertThat(make.waitFor()).isZero();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            // not installed
            return false;
        }
    }
}
