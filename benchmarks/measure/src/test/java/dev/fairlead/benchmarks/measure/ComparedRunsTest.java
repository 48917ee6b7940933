package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedRunsTest {
    private static final ComparedCase CASE = ComparedCase.named("echo-64-1");

    @TempDir
    Path folder;

    private final ComparedRuns runs = new ComparedRuns().fact("date", "2026-11-23").fact("command", "benchmarks/compare: all")
            .fact("servers", "fairlead-tomcat tomcat")
            .add(run("tomcat", 1, 35, 5)).add(run("fairlead-tomcat", 1, 21, 1))
            .add(run("fairlead-tomcat", 2, 24, 2)).add(run("tomcat", 2, 40, 0));

    private static ComparedRun run(String server, int round, double cpu, double compilers) {
        return ComparedRun.of(CASE.name(), server, round, Map.of("cpu_us", Double.toString(cpu),
                "jit_us", Double.toString(compilers), "rate", "1234.5", "pmd", "takeover", "server_bits", "12",
                "client_bits", "15", "packed", "0.25", "mode", "echo"));
    }

    @Test
    void theTimeOfTheCompilersIsLeftOut() {
        assertThat(runs.samples(CASE.name(), "tomcat", ComparedRun::cpu)).hasToString("35.0 (30.0 to 40.0)");
    }

    @Test
    void whatWasNotMeasuredIsNoSample() {
        assertThat(runs.samples(CASE.name(), "tomcat", ComparedRun::held).median()).isNaN();
    }

    @Test
    void aFileKeepsAll() throws Exception {
        runs.write(folder.resolve("compare.csv"));

        ComparedRuns read = ComparedRuns.read(folder.resolve("compare.csv"));

        assertThat(read.facts()).isEqualTo(runs.facts());
        assertThat(read.fact("command")).isEqualTo("benchmarks/compare: all");
        assertThat(read.of(CASE.name(), "tomcat")).isEqualTo(runs.of(CASE.name(), "tomcat")).hasSize(2);
        assertThat(read.cases()).containsExactly(CASE);
    }

    @Test
    void aLineThatIsCutShortIsRefused() {
        assertThatThrownBy(() -> ComparedRun.parse("case,server,round,n", "echo,tomcat,1"))
                .hasMessage("3 cells under 4 names: echo,tomcat,1");
    }

    @Test
    void serversKeepTheirOrderInATable() {
        MarkdownTable table = CaseTable.of(runs, CASE);

        assertThat(table.cell(0, "server")).isEqualTo("fairlead-tomcat");
        assertThat(table.cell(1, "server")).isEqualTo("tomcat");
        assertThat(table.cell(1, "CPU µs")).isEqualTo("35.0 (30.0 to 40.0)");
        assertThat(table.cell(1, "p99 µs")).isEqualTo("-");
        assertThat(table.cell(1, "compression")).isEqualTo("takeover 12/15 (25 % of the messages)");
    }
}
