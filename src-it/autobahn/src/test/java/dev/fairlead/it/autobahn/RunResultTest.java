package dev.fairlead.it.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails the build, and what doesn't. */
class RunResultTest {
    private static CaseResult result(String id, String behavior, String behaviorClose) {
        return new CaseResult(id, behavior, behaviorClose, "1002", 3, "why", "why close", "offer -> answer", "Send something.");
    }

    private static RunResult of(Setting setting, int expected, CaseResult... cases) {
        return new RunResult(new Run("tomcat11", setting), expected, List.of(cases), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "asked,    1.1.1,  OK,            OK,               true",
        "asked,    6.4.1,  NON-STRICT,    OK,               false",
        "asked,    1.1.1,  FAILED,        OK,               false",
        "asked,    7.9.3,  OK,            WRONG CODE,       false",
        "asked,    7.9.3,  OK,            UNCLEAN,          false",
        "asked,    7.9.3,  OK,            FAILED BY CLIENT, false",
        "asked,    7.1.6,  INFORMATIONAL, INFORMATIONAL,    true",
        "asked,    7.9.3,  INFORMATIONAL, INFORMATIONAL,    false",
        "asked,    12.1.1, UNIMPLEMENTED, OK,               false",
        "declined, 12.1.1, UNIMPLEMENTED, OK,               true",
        "declined, 12.1.1, UNIMPLEMENTED, UNCLEAN,          false",
        "declined, 12.1.1, OK,            OK,               false",
        "declined, 10.1.1, OK,            OK,               true",
        "declined, 10.1.1, UNIMPLEMENTED, OK,               false",
        "takeover, 13.3.1, OK,            OK,               true"
    })
    void onlyWhatTheSettingExpectsPasses(String setting, String id, String behavior, String behaviorClose, boolean passes) {
        RunResult run = of(Setting.of(setting), 1, result(id, behavior, behaviorClose));
        assertThat(run.problems().isEmpty()).isEqualTo(passes);
    }

    @Test
    void problemTellsTheCase() {
        RunResult run = of(Setting.ASKED, 1, result("7.9.3", "OK", "WRONG CODE"));
        assertThat(run.problems()).containsExactly(
                "7.9.3 is OK (why), its close WRONG CODE (why close, the peer's code: 1002); Send something.");
    }

    @Test
    void caseThatIsMissingIsAProblem() {
        RunResult run = of(Setting.ASKED, 2, result("1.1.1", "OK", "OK"));
        assertThat(run.problems()).containsExactly("1 cases were run, not 2");
    }

    @Test
    void tableCountsTheWorseVerdictOfACase() {
        ResultTable table = new ResultTable(new Options("all", "all", "all", 100, true, 10, ""));
        table.add(of(Setting.ASKED, 4, result("1.1.1", "OK", "OK"), result("6.4.1", "NON-STRICT", "OK"),
                result("7.1.6", "INFORMATIONAL", "INFORMATIONAL"), result("7.9.3", "OK", "WRONG CODE")));
        assertThat(table.toString()).startsWith("Autobahn testsuite: all cases, 100 messages each")
                .endsWith("| `tomcat11` | asked | 4 | 1 | 1 | 1 | 0 | 1 | 1 | NOT PASSED |\n");
    }

    @Test
    void resultsAreReadByTheNamesOfTheirColumns(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("results.tsv"),
                "id\tbehavior\tbehaviorClose\tremoteCloseCode\tduration\tresult\tresultClose\textensions\tdescription\n"
                        + "2.10\tOK\tOK\tNone\t12\tas expected\tclosed\t\tSend ten pings.\n");
        assertThat(CaseResult.read(file)).containsExactly(
                new CaseResult("2.10", "OK", "OK", "None", 12, "as expected", "closed", "", "Send ten pings."));
    }
}
