package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same rows, answered by the websockets library of Python, where that is installed. */
@Timeout(60)
class NegotiationOracleTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** Where the library answers otherwise, and why. Each is to occur, and nothing else. */
    private enum Difference {
        /** The library repeats the largest window of an offer, which says nothing: we leave it out (7.1.2.2). */
        LARGEST_CLIENT_WINDOW_IS_SAID(row -> row.theirs.contains("; client_max_window_bits=15 |")
                && row.theirs.replace("; client_max_window_bits=15 |", " |").equals(row.ours));

        private final Predicate<Row> explains;

        Difference(Predicate<Row> explains) {
            this.explains = explains;
        }
    }

    private record Row(String config, String header, String ours, String theirs) {
    }

    @TempDir
    Path directory;

    @BeforeAll
    static void theLibraryIsInstalled() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is missing");
        Process process = new ProcessBuilder(PYTHON, "-c", "import websockets.extensions.permessage_deflate")
                .redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "the websockets library of Python is missing (python3-websockets)");
    }

    private static List<String> headers() {
        List<String> headers = new ArrayList<>();
        NegotiationRows.said().forEach(said -> headers.add(said.toString()));
        // what is around a header's value isn't of it (RFC 9110 section 5.5): the library has it cut off before
        NegotiationRows.SPELLINGS.keySet().forEach(header -> headers.add(header.strip()));
        headers.addAll(NegotiationRows.INVALID);
        headers.addAll(NegotiationRows.MALFORMED);
        headers.add("x-other, permessage-deflate; unknown, permessage-deflate; server_max_window_bits=9, permessage-deflate");
        headers.add("permessage-deflate; client_max_window_bits; client_max_window_bits, permessage-deflate");
        headers.add("permessage-deflate, permessage-deflate; client_max_window_bits=10");
        headers.add("PERMESSAGE-DEFLATE");
        return headers;
    }

    private List<String> ask(String role, List<String> configs, List<String> headers)
            throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(getClass().getResource("websockets_oracle.py").toURI());
        Path questions = Files.writeString(directory.resolve(role),
                role + "\n" + String.join("\n", configs) + "\n\n" + String.join("\n", headers) + "\n");
        Process process = new ProcessBuilder(PYTHON, script.toString()).redirectInput(questions.toFile())
                .redirectErrorStream(true).start();
        String answers;
        try (InputStream out = process.getInputStream()) {
            answers = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(answers).isZero();
        return answers.lines().toList();
    }

    private static void assertSameOrExplained(List<Row> rows, List<Difference> expected) {
        List<Row> unexplained = new ArrayList<>();
        List<Difference> found = new ArrayList<>();
        for (Row row : rows) {
            if (!row.ours.equals(row.theirs)) {
                expected.stream().filter(difference -> difference.explains.test(row)).findFirst()
                        .ifPresentOrElse(found::add, () -> unexplained.add(row));
            }
        }
        assertThat(unexplained.stream().limit(20)).isEmpty();
        assertThat(found).as("differences that occur").containsAll(expected);
    }

    @Test
    void pythonsServerAnswersTheSame() throws Exception {
        List<ServerDeflate> configs = NegotiationRows.servers(NegotiationRows.SOME_WINDOWS);
        List<String> described = configs.stream().map(config -> config.serverMaxWindowBits() + " "
                + config.clientMaxWindowBits() + " " + config.serverNoContextTakeover() + " "
                + config.clientNoContextTakeover() + " " + config.requireClientMaxWindowBits()).toList();
        List<String> headers = headers();
        List<String> theirs = ask("server", described, headers);
        assertThat(theirs).hasSize(128 * 430);
        List<Row> rows = new ArrayList<>();
        List<List<ExtensionOffer>> parsed = new ArrayList<>();
        headers.forEach(header -> parsed.add(NegotiationRows.parse(header)));
        for (int i = 0; i < theirs.size(); i++) {
            int config = i / headers.size();
            int header = i % headers.size();
            rows.add(new Row(described.get(config), headers.get(header),
                    NegotiationRows.answer(configs.get(config), parsed.get(header)), theirs.get(i)));
        }
        assertSameOrExplained(rows, List.of(Difference.LARGEST_CLIENT_WINDOW_IS_SAID));
    }

    /**
     * The library has one value for a client's window and its offer, so that some of our configurations have none
     * there.
     */
    private static boolean isKnownToPython(ClientDeflate config) {
        return config.windowOffer() == WindowOffer.WITH_VALUE || config.clientMaxWindowBits() == 15;
    }

    @Test
    void pythonsClientOffersAndJudgesTheSame() throws Exception {
        List<ClientDeflate> configs = NegotiationRows.clients(NegotiationRows.SOME_WINDOWS).stream()
                .filter(NegotiationOracleTest::isKnownToPython).toList();
        List<String> described = configs.stream().map(config -> config.serverMaxWindowBits() + " "
                + switch (config.windowOffer()) {
                    case ABSENT -> "absent";
                    case WITHOUT_VALUE -> "bare";
                    case WITH_VALUE -> Integer.toString(config.clientMaxWindowBits());
                } + " " + config.serverNoContextTakeover() + " " + config.clientNoContextTakeover()).toList();
        List<String> headers = headers();
        List<String> theirs = ask("client", described, headers);
        assertThat(theirs).hasSize(96 * 431);
        List<List<ExtensionOffer>> parsed = new ArrayList<>();
        headers.forEach(header -> parsed.add(NegotiationRows.parse(header)));
        List<Row> rows = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < configs.size(); i++) {
            ClientDeflate config = configs.get(i);
            rows.add(new Row(described.get(i), "the offer", new ExtensionOffer(config.name(), config.offer()).toString(),
                    theirs.get(next++)));
            for (int j = 0; j < headers.size(); j++) {
                rows.add(new Row(described.get(i), headers.get(j), NegotiationRows.judgement(config, parsed.get(j)),
                        theirs.get(next++)));
            }
        }
        assertSameOrExplained(rows, List.of());
    }
}
