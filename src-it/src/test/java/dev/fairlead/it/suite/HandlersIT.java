package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Message handlers of a session: one for each native type, their types, and when they come and go. */
@ExtendWith(ArquillianExtension.class)
class HandlersIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("handlers", HandlersEndpoints.class);
    }

    private WireClient open(String what) throws Exception {
        return WireClient.open(Addresses.ws(base, "/handlers/" + what));
    }

    @Test
    void thereIsOneForEachNativeType() throws Exception {
        try (WireClient client = open("one-each")) {
            assertThat(client.readText())
                    .isEqualTo("added refused refused refused added refused refused added refused");
        }
    }

    @Test
    void typesAreFoundThroughGenericSuperclasses() throws Exception {
        try (WireClient client = open("generic")) {
            assertThat(client.ask("hello")).isEqualTo("7 hello");
            client.binary(new byte[3]);
            assertThat(client.readText()).isEqualTo("7 3 bytes");
        }
    }

    @Test
    void lambdasAreTakenWithTheirClass() throws Exception {
        try (WireClient client = open("lambdas")) {
            assertThat(client.ask("hello")).isEqualTo("text hello");
            client.send(false, 0, WireFrame.BINARY, new byte[3]);
            assertThat(client.readText()).isEqualTo("3 false");
            client.send(true, 0, WireFrame.CONTINUATION, new byte[4]);
            assertThat(client.readText()).isEqualTo("4 true");
            client.send(true, 0, WireFrame.PONG, new byte[5]);
            assertThat(client.readText()).isEqualTo("pong 5");
        }
    }

    @Test
    void streamsReadFragmentedMessages() throws Exception {
        try (WireClient client = open("streams")) {
            client.send(false, 0, WireFrame.TEXT, "a".getBytes());
            client.send(true, 0, WireFrame.CONTINUATION, "b".getBytes());
            assertThat(client.readText()).isEqualTo("read ab");
            client.send(false, 0, WireFrame.BINARY, new byte[3]);
            client.send(true, 0, WireFrame.CONTINUATION, new byte[4]);
            assertThat(client.readText()).isEqualTo("read 7");
        }
    }

    @Test
    void handlerThatLeavesKeepsTheMessageThatItHasBegun() throws Exception {
        try (WireClient client = open("leaving")) {
            client.send(false, 0, WireFrame.TEXT, "a".getBytes());
            assertThat(client.readText()).isEqualTo("first a");
            client.send(false, 0, WireFrame.CONTINUATION, "b".getBytes());
            assertThat(client.readText()).isEqualTo("first b");
            client.send(true, 0, WireFrame.CONTINUATION, "c".getBytes());
            assertThat(client.readText()).isEqualTo("first c");
            assertThat(client.ask("d")).isEqualTo("second d");
        }
    }

    @Test
    void messageThatNobodyTakesIsDropped() throws Exception {
        try (WireClient client = open("removed")) {
            client.text("nobody is there");
            client.binary(new byte[3]);
            assertThat(client.readText()).isEqualTo("7 3 bytes");
        }
    }

    @Test
    void setOfHandlersIsACopy() throws Exception {
        try (WireClient client = open("known")) {
            assertThat(client.readText()).isEqualTo("0 true 0");
        }
    }
}
