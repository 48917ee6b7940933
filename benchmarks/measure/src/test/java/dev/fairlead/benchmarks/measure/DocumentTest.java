package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
    private static final Machine MACHINE = new Machine(LocalDate.of(2026, 11, 22), "a JVM", "a processor", "a system", "0.1");

    @TempDir
    Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        new Report("Speed", "benchmarks/speed quick", MACHINE)
                .say("Some words.")
                .table("other", new MarkdownTable(List.of("a")).row("1"))
                .say("More words.")
                .table("wanted", new MarkdownTable(List.of("b")).row("2"))
                .write(folder.resolve("speed.md"));
    }

    @Test
    void takesTheTableAndItsOrigin() throws IOException {
        Path document = folder.resolve("document.md");
        Files.writeString(document, """
                before
                <!-- from speed.md: wanted -->
                what was there
                <!-- end -->
                after
                """);
        String fresh = """
                before
                <!-- from speed.md: wanted -->

                | b |
                |---|
                | 2 |

                Measured with `benchmarks/speed quick`, 2026-11-22; a JVM; a processor; a system; load at the start 0.1.

                <!-- end -->
                after
                """;

        Document.refresh(document, folder);

        assertThat(document).hasContent(fresh);

        Document.refresh(document, folder);

        assertThat(document).as("refreshed again").hasContent(fresh);
    }

    @Test
    void namesATableThatIsMissing() throws IOException {
        Path document = folder.resolve("document.md");
        Files.writeString(document, "<!-- from speed.md: unknown -->\n<!-- end -->\n");

        assertThatThrownBy(() -> Document.refresh(document, folder)).hasMessageEndingWith("speed.md has no table \"unknown\"");
    }

    @Test
    void refusesATableWithoutEnd() throws IOException {
        Path document = folder.resolve("document.md");
        Files.writeString(document, "<!-- from speed.md: wanted -->\nthe rest of the document\n");

        assertThatThrownBy(() -> Document.refresh(document, folder)).hasMessageContaining("has no <!-- end -->");
        assertThat(document).content().contains("the rest of the document");
    }
}
