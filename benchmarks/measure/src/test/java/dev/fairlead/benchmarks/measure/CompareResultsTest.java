package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareResultsTest {
    @TempDir
    Path folder;

    private final ComparedRunsFixture fixture = new ComparedRunsFixture();

    @Test
    void onlyACompleteOrALabelledRunIsPublished() {
        assertThat(CompareResults.of(CompareOptions.parse()).folder()).endsWithRaw(Path.of("results"));
        assertThat(CompareResults.of(CompareOptions.parse("quick")).folder()).endsWithRaw(Path.of("target"));
        assertThat(CompareResults.of(CompareOptions.parse("-c", "echo", "-l", "java25")))
                .isEqualTo(new CompareResults(Workplace.folder().resolve("results"), "compare-java25"));
    }

    @Test
    void theReportIsWrittenBesideThePlotAndAgainFromWhatIsKept() throws Exception {
        fixture.cpu("connect", "fairlead-jetty", 8, 1).cpu("connect", "jetty", 10, 1).cpu("connect", "nio-string", 1, 0);
        CompareResults results = new CompareResults(folder, "compare");

        results.write(fixture.runs);
        String first = Files.readString(folder.resolve("compare.md"));
        results.write(results.read());

        assertThat(folder.resolve("compare.md")).hasContent(first);
        assertThat(first).contains("<!-- table: goals -->", "<!-- table: latency -->", "<!-- table: ratios -->",
                "<!-- table: floor -->", "<!-- table: connect -->", "](compare.svg)");
    }

    @Test
    void withoutRunsThatAreKeptThereIsNoReport() {
        assertThatThrownBy(() -> new CompareResults(folder, "compare").read()).isInstanceOf(IOException.class)
                .hasMessage("no runs are kept in " + folder.resolve("compare.csv"));
    }
}
