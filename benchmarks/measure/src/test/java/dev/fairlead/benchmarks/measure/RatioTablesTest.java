package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioTablesTest {
    private static final String CASE = "echo-64-1";

    private final ComparedRunsFixture fixture = new ComparedRunsFixture();
    private final RatioTables tables = new RatioTables(fixture.runs);

    @Test
    void aContainersOwnAndTheBestOfAllAreComparedWith() {
        fixture.cpu(CASE, "fairlead-tomcat", 12, 0).cpu(CASE, "fairlead-server", 10, 0).cpu(CASE, "tomcat", 40, 0)
                .cpu(CASE, "undertow", 20, 0).cpu(CASE, "netty", 2, 0);

        MarkdownTable table = tables.peers();

        assertThat(table.number(0, "fairlead-tomcat / tomcat")).isEqualTo(0.3);
        assertThat(table.number(0, "best Fairlead / best Jakarta peer")).isEqualTo(0.5);
        assertThat(table.cell(0, "which")).isEqualTo("fairlead-server / undertow");
        assertThat(table.cell(0, "fairlead-server / best peer")).isEqualTo("5.00 (netty)");
    }

    @Test
    void aServerIsComparedWithTheSameOfAnotherCheckout() {
        fixture.cpu(CASE, "jetty", 12, 0).cpu(CASE, "jetty@/before", 24, 0)
                .cpu(CASE, "fairlead-jetty+virtual", 6, 0).cpu(CASE, "jetty+virtual", 8, 0);

        assertThat(tables.pairs()).extracting(RatioTables.Pair::toString)
                .containsExactly("fairlead-jetty+virtual / jetty+virtual", "jetty / jetty@/before");
        assertThat(tables.peers().number(0, "jetty / jetty@/before")).isEqualTo(0.5);
        assertThat(tables.peers().cell(0, "which")).as("no Fairlead of the usual names").isEqualTo("-");
    }

    @Test
    void theFloorDividesAll() {
        fixture.cpu(CASE, "fairlead-jetty", 12, 0).cpu(CASE, "nio-string", 8, 1).cpu("connect", "fairlead-jetty", 1, 0);

        MarkdownTable table = tables.floor().orElseThrow();

        assertThat(table.number(0, "fairlead-jetty")).isEqualTo(1.5);
        assertThat(table.number(0, "nio-string")).isEqualTo(1);
        assertThat(table.cell(1, "fairlead-jetty")).as("a case that the floor didn't run").isEqualTo("-");
    }

    @Test
    void withoutTheFloorThereIsNoTable() {
        fixture.cpu(CASE, "fairlead-jetty", 12, 0);

        assertThat(tables.floor()).isEmpty();
    }
}
