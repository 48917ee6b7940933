package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeOffPlotTest {
    @TempDir
    Path folder;

    @Test
    void drawsEachPointOfTheTablesOnBothSides() throws Exception {
        List<String> columns = List.of("window bits", "level", "1 KiB: sent", "1 KiB: CPU µs", "memory, B");
        MarkdownTable windows = new MarkdownTable(columns).row("8", "1", "0.650", "13.6", "462")
                .row("15", "1", "0.403", "45.1", "33,292").row("8", "6", "0.645", "16.8", "456").row("15", "6", "0.368", "75.1", "33,613");
        MarkdownTable codecs = new MarkdownTable(List.of("codec", "level", "1 KiB: sent", "1 KiB: CPU µs", "memory, B"))
                .row("fairlead", "1", "0.5", "1", "1").row("a `Deflater`", "6", "0.368", "158", "190,542");
        new Report("", "", new Machine(LocalDate.of(2026, 11, 22), "", "", "", ""))
                .table("window", windows).table("codec", codecs).write(folder.resolve("knobs.md"));

        TradeOffPlot.draw(folder.resolve("knobs.md"), folder.resolve("plot.svg"));

        assertThat(elements("circle")).as("four points twice, and two in the legend").isEqualTo(10);
        assertThat(elements("polyline")).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("plot.svg"))).containsPattern("<text class=\"label jdk\".*>level 6</text>");
    }

    private int elements(String name) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("plot.svg").toFile())
                .getElementsByTagName(name).getLength();
    }

    @Test
    void anAxisHoldsAllValues() {
        Axis logarithmic = Axis.around(DoubleStream.of(456, 33_613), true, 100, 0);

        assertThat(logarithmic.ticks()).startsWith(200.0).endsWith(50_000.0);
        assertThat(logarithmic.at(200)).isEqualTo(100);
        assertThat(logarithmic.at(50_000)).isCloseTo(0, within(1e-9));
        assertThat(logarithmic.at(Math.sqrt(200 * 50_000))).isCloseTo(50, within(1e-9));
    }

    @Test
    void aLogarithmicAxisRefusesWhatItCannotShow() {
        assertThatThrownBy(() -> Axis.around(DoubleStream.of(-771, 462), true, 100, 0)).hasMessageContaining("-771");
    }

    @Test
    void aLinearAxisHasEvenSteps() {
        Axis linear = Axis.around(DoubleStream.of(36.8, 65), false, 0, 300);

        assertThat(linear.ticks()).containsExactly(35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 65.0);
        assertThat(linear.at(50)).isCloseTo(150, within(1e-9));
    }
}
