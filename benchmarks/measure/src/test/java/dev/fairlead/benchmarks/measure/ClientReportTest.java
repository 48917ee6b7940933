package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientReportTest {
    private final ClientReport report = new ClientReport("benchmarks/clients",
            new Machine(LocalDate.of(2026, 11, 23), "JDK", "2 x CPU", "Linux", "0.1"), 3, .5);

    private void cpu(String client, int round, double micros) {
        report.add(ComparedRun.of("connect", client, round, Map.of("cpu_us", Double.toString(micros + 10), "jit_us", "10",
                "rate", "1000", "threads", "7")));
    }

    @Test
    void theMediansOfTheRoundsAreCompared() {
        for (int round = 1; round <= 3; round++) {
            cpu("fairlead", round, 100 * round);
            cpu("tomcat", round, 400);
        }
        MarkdownTable table = report.table(ClientCase.select("connect").get(0));
        assertThat(table.cell(0, "client")).isEqualTo("fairlead");
        assertThat(table.number(0, "CPU µs")).isEqualTo(200);
        assertThat(table.cell(1, "Fairlead's by that")).isEqualTo("0.50");
        assertThat(table.cell(1, "threads")).isEqualTo("7.00");
        assertThat(table.cell(1, "allocated, B")).isEqualTo("-");
        assertThat(report.report().toString()).contains("| connect and close, 8 at once | 200 µs | 0.50 | - | - | - |");
    }

    @Test
    void idleConnectionsAreComparedByTheirHeap() {
        report.add(ComparedRun.of("idle", "fairlead", 1, Map.of("heap", "5000", "threads", "2")));
        report.add(ComparedRun.of("idle", "jetty", 1, Map.of("heap", "10000", "threads", "2")));
        assertThat(report.table(ClientCase.select("idle").get(0)).cell(1, "Fairlead's by that")).isEqualTo("0.50");
    }

    @Test
    void aCaseThatDoesNotExistIsToldFromThoseThatDo() {
        assertThat(ClientCase.select("idle,echo-64-1")).extracting(ClientCase::name).containsExactly("echo-64-1", "idle");
        assertThatThrownBy(() -> ClientCase.select("echo-65")).hasMessageStartingWith("no case \"echo-65\"; there are echo-64-1, ");
    }
}
