package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RatioPlotTest {
    @TempDir
    Path folder;

    private final ComparedRunsFixture fixture = new ComparedRunsFixture();

    @Test
    void drawsABarForEachRatioAndALineForEachGoal() throws Exception {
        fixture.cpu("echo-64-1", "fairlead-tomcat", 8, 0).cpu("echo-64-1", "tomcat", 10, 0)
                .cpu("echo-64-1", "fairlead-jetty", 90, 0).cpu("echo-64-1", "jetty", 10, 0)
                .memory("idle-plain", "fairlead-jetty", 5, 1).memory("idle-plain", "jetty", 10, 1);

        assertThat(elements("rect")).as("ground, legend, three bars of the first case and two of the second").isEqualTo(1 + 3 + 5);
        assertThat(elements("text[@class='number']")).isEqualTo(5);
        assertThat(elements("line[@class='goal']")).as("on both containers in both cases").isEqualTo(4);
        assertThat(Files.readString(folder.resolve("plot.svg"))).as("longer than the plot is wide").contains(">9.00</text>");
    }

    private long elements(String path) throws Exception {
        RatioPlot.draw(fixture.runs, folder.resolve("plot.svg"));
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("plot.svg").toFile());
        return Math.round((Double) XPathFactory.newInstance().newXPath()
                .evaluate("count(//" + path + ")", document, XPathConstants.NUMBER));
    }
}
