package dev.fairlead.tck.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TckResultTest {
    @TempDir
    Path reports;

    private TckResult read(String report) throws IOException {
        Files.writeString(reports.resolve("TEST-junit-jupiter.xml"), report);
        return TckResult.read("tomcat11", reports, 170);
    }

    @Test
    void passesWhenAllTestsWereExecutedAndNoneFailed() throws IOException {
        TckResult result = read("""
                <testsuite name="JUnit Jupiter" tests="2" skipped="0" failures="0" errors="0" time="3.5">
                  <testcase name="a()" classname="A"/><testcase name="b()" classname="A"/>
                </testsuite>""");
        assertThat(result).isEqualTo(new TckResult("tomcat11", 2, 0, 0, 0, 170, List.of()));
        assertThat(result.passed(2)).isTrue();
        assertThat(new ResultTable(List.of(result), 2).toString().lines()).containsExactly(
                "target         tests  failures  errors  skipped  seconds  ",
                "tomcat11           2         0       0        0      170  passed");
    }

    @Test
    void failsWhenFewerTestsWereExecuted() throws IOException {
        TckResult result = read("<testsuite tests='2' skipped='0' failures='0' errors='0'/>");
        assertThat(result.passed(3)).isFalse();
        assertThat(new ResultTable(List.of(result), 3).toString().lines()).last().asString()
                .endsWith("NOT PASSED: the TCK has 3 tests");
    }

    @Test
    void namesTheTestsThatFailed() throws IOException {
        TckResult result = read("""
                <testsuite tests="3" skipped="1" failures="1" errors="1">
                  <testcase name="a()" classname="A"><failure message="expected 1" type="E">trace</failure></testcase>
                  <testcase name="b()" classname="A"><error message="broken" type="E">trace</error></testcase>
                  <testcase name="c()" classname="A"><skipped>why</skipped></testcase>
                </testsuite>""");
        assertThat(result.passed(3)).isFalse();
        assertThat(new ResultTable(List.of(result), 3).toString().lines().skip(1)).containsExactly(
                "tomcat11           3         1       1        1      170  NOT PASSED",
                "tomcat11: failure: A.a() expected 1",
                "tomcat11: error: A.b() broken",
                "tomcat11: skipped: A.c() ");
    }

    @Test
    void failsWhenTheJvmLeftNoReport() throws IOException {
        TckResult result = TckResult.read("tomcat11", reports, 1);
        assertThat(result.passed(0)).isFalse();
        assertThat(result.problems()).containsExactly("the JVM ended without a report");
    }
}
