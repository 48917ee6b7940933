package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    private final MarkdownTable table = new MarkdownTable(List.of("server", "CPU µs"))
            .row("fairlead", "1,234.5 (9 to 10)").row("peer", "**0.5**").row("none", "-");

    @Test
    void isWrittenInMarkdown() {
        assertThat(table).hasToString("""
                | server | CPU µs |
                |---|---|
                | fairlead | 1,234.5 (9 to 10) |
                | peer | **0.5** |
                | none | - |
                """);
    }

    @Test
    void readsItsOwnText() {
        assertThat(MarkdownTable.parse(table.toString().lines().toList())).hasToString(table.toString());
    }

    @Test
    void readsNumbersAsTheyAreWritten() {
        assertThat(table.number(0, "CPU µs")).isEqualTo(1234.5);
        assertThat(table.number(1, "CPU µs")).isEqualTo(0.5);
        assertThat(table.number(2, "CPU µs")).isNaN();
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> table.row("alone")).hasMessage("1 cells in a table of 2 columns: [alone]");
    }

    @Test
    void namesAColumnThatIsMissing() {
        assertThatThrownBy(() -> table.cell(0, "heap")).hasMessage("no column \"heap\" in [server, CPU µs]");
    }
}
