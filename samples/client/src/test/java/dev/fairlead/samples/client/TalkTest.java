package dev.fairlead.samples.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Talk talk = new Talk(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void sendsLinesAndPrintsWhatComes() throws Exception {
        try (EchoServer server = new EchoServer()) {
            talk.run(server.uri(), List.of("parrot"), new StringReader("hello\nworld\n"));

            assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                    "connected to " + server.uri() + ", parrot", "hello", "world", "closed with 1000 ");
        }
    }

    @Test
    void nobodyListening() throws Exception {
        URI uri;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            uri = URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> talk.run(uri, List.of(), new StringReader("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jakarta.websocket.server.ServerEndpoint", "jakarta.servlet.Servlet"})
    void theClassPathIsAClients(String serverClass) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(serverClass));
    }
}
