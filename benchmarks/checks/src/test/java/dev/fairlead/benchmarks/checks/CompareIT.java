package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The comparison as a whole, for a moment. Skipped where nothing can compile the load generator. */
class CompareIT {
    private static final Path BENCHMARKS = Path.of("..");

    @BeforeAll
    static void compile() throws Exception {
        CPrograms.make("load", BENCHMARKS.resolve("load/target"));
    }

    @Test
    void runsEachCaseOnEachServerAndWritesAReport() throws Exception {
        assertThat(compare("-c", "echo-64-1,reset-16,connect,broadcast-plain,idle-plain", "-r", "2", "-t", "0.05",
                "-w", "0.05", "-n", "20", "fairlead-server", "nio")).anyMatch(line -> line.startsWith("written: "));

        List<String> kept = Files.readAllLines(BENCHMARKS.resolve("measure/target/compare.csv"));
        for (String run : List.of("echo-64-1", "reset-16", "connect", "broadcast-plain")) {
            for (String server : List.of("fairlead-server", "nio")) {
                assertThat(kept).as("%s on %s", run, server)
                        .anyMatch(line -> line.startsWith(run + "," + server + ",1,"))
                        .anyMatch(line -> line.startsWith(run + "," + server + ",2,"));
            }
        }
        assertThat(kept).anyMatch(line -> line.startsWith("idle-plain,fairlead-server,1,"))
                .anyMatch(line -> line.startsWith("idle-plain,nio,1,"));
        assertThat(BENCHMARKS.resolve("measure/target/compare.md")).content().contains("<!-- table: reset-16 -->");
        assertThat(BENCHMARKS.resolve("measure/target/compare.svg")).isNotEmptyFile();
    }

    @Test
    void leavesServersWithoutTlsOutWhereThatIsNeeded() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/include/openssl/ssl.h")), "OpenSSL's header isn't installed");

        compare("-c", "tls-1k-1", "-r", "1", "-t", "0.05", "-w", "0.05", "fairlead-tomcat", "nio");

        assertThat(Files.readAllLines(BENCHMARKS.resolve("measure/target/compare.csv")))
                .anyMatch(line -> line.startsWith("tls-1k-1,fairlead-tomcat,1,")).noneMatch(line -> line.startsWith("tls-1k-1,nio,"));
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws Exception {
        assertThat(compare("-c", "nothing")).first().asString().startsWith("compare: no case \"nothing\"; there are ");
    }

    private static List<String> compare(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BENCHMARKS.resolve("compare").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }
}
