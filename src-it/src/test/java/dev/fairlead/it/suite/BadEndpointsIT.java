package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.TestServer;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad endpoint fails the deployment, and the message names the class, the member and what mends it. */
class BadEndpointsIT {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        // A WebSocket module of the server's own would deploy the endpoints, too, and report its own way.
        server = new TestServer(Setup.fromProperties().withoutModule());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of(BadEndpoints.TwoOpens.class, "second", "keep one"),
                Arguments.of(BadEndpoints.TwoTexts.class, "text", "one @OnMessage method for each native type"),
                Arguments.of(BadEndpoints.NoDecoder.class, "thread", "list one in the decoders"),
                Arguments.of(BadEndpoints.NoMessage.class, "nothing", "add one"),
                Arguments.of(BadEndpoints.NoThrowable.class, "failed", "add one"),
                Arguments.of(BadEndpoints.ExtraParameter.class, "ended", "take at most one Session"),
                Arguments.of(BadEndpoints.BadPathParam.class, "open", "use String, a primitive or its wrapper"),
                Arguments.of(BadEndpoints.TooBig.class, "text", "it must be"),
                Arguments.of(BadEndpoints.HiddenMethod.class, "text", "make it public"),
                Arguments.of(BadEndpoints.NoConstructor.class, "constructor", "add one"),
                Arguments.of(BadEndpoints.NoSlash.class, "no-slash", "slash"),
                Arguments.of(BadEndpoints.SameVariable.class, "{a}", "name"),
                Arguments.of(BadEndpoints.WithAbstractDecoder.class, "AbstractDecoder", "list a class that can be created"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void badEndpointFailsTheDeployment(Class<?> endpoint, String member, String mend) {
        WebArchive war = Wars.war("bad", endpoint, BadEndpoints.AbstractDecoder.class);
        Throwable failure = catchThrowable(() -> server.deploy(war));
        assertThat(failure).as("deployment").isNotNull();
        assertThat(messages(failure)).contains(endpoint.getName()).contains(member).contains(mend);
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    /** Is all right, and answers after the bad ones are gone. */
    @ServerEndpoint("/good")
    public static class Good {
        @OnMessage
        public String on(String text) {
            return text;
        }
    }

    @Test
    void serverServesOtherApplicationsAfterwards() throws Exception {
        assertThat(catchThrowable(() -> server.deploy(Wars.war("bad", BadEndpoints.class)))).isNotNull();
        int port = server.deploy(Wars.war("good", Good.class));
        try (WireClient client = WireClient.open(URI.create("ws://127.0.0.1:" + port + "/good/good"))) {
            assertThat(client.ask("fine")).isEqualTo("fine");
        } finally {
            server.undeploy("/good");
        }
    }
}
