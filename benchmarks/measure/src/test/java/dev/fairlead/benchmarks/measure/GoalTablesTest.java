package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTablesTest {
    private final ComparedRunsFixture fixture = new ComparedRunsFixture();
    private final GoalTables tables = new GoalTables(fixture.runs);

    @Test
    void eachGoalSaysWhatItIsAndWhetherItIsReached() {
        fixture.cpu("echo-64-1", "fairlead-tomcat", 8, 0).cpu("echo-64-1", "fairlead-jetty", 7, 0).cpu("echo-64-1", "tomcat", 10, 0)
                .cpu("echo-64-1", "jetty", 10, 0).cpu("echo-64-1", "undertow", 7, 0);

        MarkdownTable table = tables.costs();

        assertThat(table.cell(0, Goal.ON_TOMCAT)).isEqualTo("0.80 (at most 0.80): yes");
        assertThat(table.cell(0, Goal.ON_JETTY)).isEqualTo("0.70 (at most 0.60): **no**");
        assertThat(table.cell(0, Goal.BEST)).as("not below")
                .isEqualTo("1.00 (below 1.00, fairlead-jetty / undertow): **no**, but the ranges meet");
        assertThat(tables.summary()).isEqualTo("3 of 5 goals that were measured are reached.");
    }

    @Test
    void latencyMayBeWithinTheSpread() {
        fixture.cpu("connect", "fairlead-tomcat", 11, 1).cpu("connect", "tomcat", 10, 1)
                .cpu("connect", "fairlead-jetty", 20, 1).cpu("connect", "jetty", 10, 1);

        MarkdownTable table = tables.latencies();

        assertThat(table.cell(0, Goal.ON_TOMCAT)).isEqualTo("1.10 (at most 1.00): **no**, but the ranges meet");
        assertThat(table.cell(0, Goal.ON_JETTY)).isEqualTo("2.00 (at most 1.00): **no**");
    }

    @Test
    void memoryIsComparedByHeapAndByAllThatIsHeld() {
        fixture.memory("idle-deflate", "fairlead-jetty", 600, 0).memory("idle-deflate", "jetty", 1000, 9000);

        assertThat(tables.costs().cell(0, Goal.ON_JETTY)).isEqualTo("0.60 (at most 0.50): **no**; "
                + "with what is outside of the heap 0.06 (at most 0.30): yes");
        assertThat(tables.latencies().size()).isZero();
    }

    @Test
    void whatWasNotMeasuredIsNoGoal() {
        fixture.cpu("paced", "fairlead-jetty", 1, 0).cpu("echo-1k-1", "fairlead-jetty", 1, 0);

        assertThat(tables.costs().size()).as("without the paced case, which has no goal but for latency").isEqualTo(1);
        assertThat(tables.costs().cell(0, Goal.ON_JETTY)).isEqualTo("-");
        assertThat(tables.summary()).startsWith("0 of 0 goals");
    }
}
