package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(compare("-c", "echo-64-1,reset-16,connect,broadcast-plain", "-r", "2", "-t", "0.05", "-w", "0.05",
                "fairlead-server", "nio")).anyMatch(line -> line.startsWith("written: "));

        List<String> kept = Files.readAllLines(BENCHMARKS.resolve("measure/target/compare.csv"));
        for (String run : List.of("echo-64-1", "reset-16", "connect", "broadcast-plain")) {
            for (String server : List.of("fairlead-server", "nio")) {
                assertThat(kept).as("%s on %s", run, server)
                        .anyMatch(line -> line.startsWith(run + "," + server + ",1,"))
                        .anyMatch(line -> line.startsWith(run + "," + server + ",2,"));
            }
        }
        assertThat(BENCHMARKS.resolve("measure/target/compare.md")).content().contains("<!-- table: reset-16 -->");
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
