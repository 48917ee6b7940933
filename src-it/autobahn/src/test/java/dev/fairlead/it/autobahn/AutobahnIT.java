package dev.fairlead.it.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.tck.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Autobahn testsuite against Fairlead on each server and against its client. Its properties are in {@code pom.xml}; the
 * table of results is {@code target/autobahn/results.md}, and each run has a folder beside it.
 */
class AutobahnIT {
    private static final Path TARGET_FOLDER = Path.of("target").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(60);

    private static final Options OPTIONS = Options.fromProperties();
    private static final ResultTable TABLE = new ResultTable(OPTIONS);
    private static FuzzingPeers peers;

    @BeforeAll
    static void start() throws IOException {
        peers = new FuzzingPeers(TARGET_FOLDER, OPTIONS);
    }

    @AfterAll
    static void stop() throws IOException {
        peers.close();
        Files.writeString(TARGET_FOLDER.resolve("autobahn/results.md"), TABLE.toString());
        System.out.print(TABLE);
    }

    static Stream<Run> runs() {
        List<String> targets = new ArrayList<>();
        if (OPTIONS.targets().equals("all")) {
            Arrays.stream(Target.values()).map(Target::toString).forEach(targets::add);
            targets.add(Run.CLIENT);
        } else {
            targets.addAll(List.of(OPTIONS.targets().split(",")));
        }
        List<Setting> settings = OPTIONS.settings().equals("all") ? List.of(Setting.values())
                : Arrays.stream(OPTIONS.settings().split(",")).map(Setting::of).toList();
        return targets.stream().flatMap(target -> settings.stream().map(setting -> new Run(target, setting)))
                .filter(run -> !run.isOfClient() || run.setting().isForClients());
    }

    @Test
    void testsuiteIsWhole() {
        assertThat(peers.cases()).isEqualTo(CaseSelection.ALL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyCaseEndsAsItShould(Run run) throws Exception {
        String patterns = CaseSelection.patterns(OPTIONS.cases(), run.setting());
        RunResult result;
        if (run.isOfClient()) {
            result = peers.serve(run, patterns, new EchoClient(run.setting()));
        } else {
            try (EchoServer server = new EchoServer(run.target())) {
                result = peers.fuzz(run, server.url(run.setting()), patterns, LIMIT);
            }
        }
        TABLE.add(result);
        System.out.println("Autobahn testsuite: " + result);
        assertThat(result.problems()).as("%s: %d cases", run, result.cases().size()).isEmpty();
    }
}
