package dev.fairlead.websocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.server.application.Echo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main = new Main(getClass().getClassLoader(), Map.of(), print(out), print(err));

    @ParameterizedTest
    @ValueSource(strings = {"dev.fairlead.websocket.server.application.Echo", "dev.fairlead.websocket.server.application"})
    void servesClassesAndPackages(String name) throws Exception {
        LauncherArguments arguments = LauncherArguments.parse("--host", "127.0.0.1", "--port", "0", "--context", "/app", name);

        try (Server server = main.start(arguments);
                Peer peer = Peer.connect("ws://127.0.0.1:" + server.port() + "/app/echo")) {
            assertThat(peer.ask("hello")).isEqualTo("hello");
            assertThat(text(out)).isEqualTo(
                    "Fairlead listens on ws://127.0.0.1:" + server.port() + "/app" + System.lineSeparator());
        }
    }

    @Test
    void findsClassesInJars() throws Exception {
        assertThat(new PackageScan(getClass().getClassLoader()).classes("jakarta.websocket.server"))
                .contains(jakarta.websocket.server.ServerEndpoint.class);
        assertThat(new PackageScan(getClass().getClassLoader()).classes(Echo.class.getPackageName()))
                .contains(Echo.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                    | name at least one endpoint class or package",
        "--port                                | --port needs a value",
        "--port http a.B                       | --port is http; it must be 0 to 65535",
        "--port 70000 a.B                      | --port is 70000; it must be 0 to 65535",
        "--prot 80 a.B                         | there is no option --prot",
        "--context app a.B                     | contextPath is app",
        "--keystore a.p12 a.B                  | --keystore needs the environment variable FAIRLEAD_KEYSTORE_PASSWORD",
        "com.example.Missing                   | neither a class nor a package with endpoints named com.example.Missing",
        "java.lang.String                      | java.lang.String is no endpoint: it has no @ServerEndpoint"})
    void tellsWhatIsWrongWithACommandLine(String line, String message) throws Exception {
        assertThat(main.run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(text(err)).contains(message).contains("--help tells more");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void tellsWhyItCannotStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int exit = main.run("--host", "127.0.0.1", "--port", Integer.toString(other.getLocalPort()),
                    Echo.class.getName());

            assertThat(exit).isEqualTo(1);
            assertThat(text(err)).contains("port " + other.getLocalPort()).doesNotContain("\tat ");
        }
    }

    @Test
    void helps() throws Exception {
        assertThat(main.run("--help")).isZero();
        assertThat(text(out)).contains("usage: java -cp CLASSPATH").contains("--port N");
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
