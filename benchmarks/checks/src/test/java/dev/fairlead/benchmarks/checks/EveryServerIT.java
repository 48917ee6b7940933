package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.websocket.PerMessageDeflate;
import jakarta.websocket.ClientEndpointConfig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tools that are pointed at the servers rely on. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"fairlead-jetty", "fairlead-tomcat", "fairlead-servlet", "fairlead-server",
    "tomcat", "jetty", "tyrus", "undertow", "netty", "nio", "nio-string", "c",
    "fairlead-jetty+virtual", "fairlead-tomcat+virtual", "jetty+virtual", "tomcat+virtual"})
class EveryServerIT {
    private static final int LIMIT = 32 << 20;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    @Parameter
    String name;

    private BenchmarkServer server;

    @BeforeEach
    void start() throws Exception {
        if (name.equals("c")) {
            CPrograms.make("floor", Path.of("..", "floor", "target"));
        }
        assumeTrue(!name.endsWith("+virtual") || Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS,
                "this Java has no virtual threads");
        server = BenchmarkServer.start(name);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void echoesAndBroadcasts() throws Exception {
        try (Talker plain = Talker.connect(server.uri("/echo"), plain())) {
            assertThat(plain.extensions()).isEmpty();
            assertThat(echo(plain, "")).isEqualTo("");
            assertThat(echo(plain, ByteBuffer.allocate(0))).isEqualTo(ByteBuffer.allocate(0));
            assertEchoes(plain);
        }
        try (Talker compressed = Talker.connect(server.uri("/echo"), compressed())) {
            assertThat(compressed.extensions()).containsExactly("permessage-deflate");
            assertThat(echo(compressed, "")).isEqualTo("");
            assertEchoes(compressed);
            if (!name.equals("tyrus")) {
                // Tyrus compresses only the first empty message to something that can be inflated.
                assertThat(echo(compressed, ByteBuffer.allocate(0))).isEqualTo(ByteBuffer.allocate(0));
            }
        }
        if (!BenchmarkServer.FLOORS.contains(name)) {
            try (Talker secret = Talker.connect(server.tlsUri("/echo"), secret())) {
                assertThat(echo(secret, "hello")).isEqualTo("hello");
            }
        }
        try (Talker sender = Talker.connect(server.uri("/broadcast"), plain());
                Talker other = Talker.connect(server.uri("/broadcast"), compressed())) {
            // A client may be connected before the server has opened its session; one that hears itself is open.
            sender.send("the sender is open");
            sender.receiveUntil("the sender is open");
            other.send("both are open");
            other.receiveUntil("both are open");
            sender.receiveUntil("both are open");
            for (int i = 0; i < 20; i++) {
                sender.send("message " + i);
            }
            sender.send(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            for (Talker each : List.of(sender, other)) {
                each.receiveUntil("message 0");
                for (int i = 1; i < 20; i++) {
                    assertThat(each.receive()).isEqualTo("message " + i);
                }
                assertThat(each.receive()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            }
        }
    }

    private static void assertEchoes(Talker talker) throws Exception {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        for (String text : List.of("hello", "Gr\u00fc\u00dfe \ud83d\ude00", "text ".repeat(50_000))) {
            assertThat(echo(talker, text)).isEqualTo(text);
        }
        for (byte[] binary : List.of(new byte[] {0, 1, (byte) 255}, noise, new byte[LIMIT])) {
            assertThat(echo(talker, ByteBuffer.wrap(binary))).isEqualTo(ByteBuffer.wrap(binary));
        }
    }

    private static Object echo(Talker talker, String text) throws Exception {
        talker.send(text);
        return talker.receive();
    }

    private static Object echo(Talker talker, ByteBuffer binary) throws Exception {
        talker.send(binary.duplicate());
        return talker.receive();
    }

    private static ClientEndpointConfig plain() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put("fairlead.perMessageDeflate", false);
        return config;
    }

    private static ClientEndpointConfig secret() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(null, new TrustManager[] {new Trusting()}, null);
        return ClientEndpointConfig.Builder.create().sslContext(tls).build();
    }

    private static ClientEndpointConfig compressed() {
        return ClientEndpointConfig.Builder.create().extensions(List.of(PerMessageDeflate.client().build())).build();
    }
}
