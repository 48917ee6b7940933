package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coders begin before onOpen and end once behind onClose, however the connection ends and whatever fails. */
@ExtendWith(ArquillianExtension.class)
class CoderLifeIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("coder-life", CoderLives.class);
    }

    private WireClient open(String path) throws Exception {
        return WireClient.open(Addresses.ws(base, path));
    }

    private void lived(String key, String expected) throws Exception {
        try (WireClient lives = open("/lives")) {
            await().untilAsserted(() -> assertThat(lives.ask(key)).isEqualTo(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer closes", "close", "drop", "reset", "idle", "bad frame"})
    void codersLiveOnceWhateverTheEnd(String end) throws Exception {
        String key = end.replace(' ', '-');
        try (WireClient client = open("/living/" + key + "?" + key)) {
            client.text("hello");
            if (!end.equals("close")) {
                assertThat(client.readText()).matches("in \\d+ out \\d+");
            }
            switch (end) {
                case "peer closes" -> {
                    client.close(1000, "");
                    client.readClose();
                }
                case "idle" -> {
                    // without an answer the endpoint would wait for one, two seconds
                    client.readClose();
                    client.close(1001, "");
                }
                case "drop" -> client.drop();
                case "reset" -> client.reset();
                case "bad frame" -> client.send(true, 7, 3, new byte[0]);
                default -> client.readClose();
            }
            lived(key, switch (end) {
                case "bad frame", "drop", "reset" -> withoutErrors(key);
                default -> "init Out, init In, open, close, destroy Out, destroy In";
            });
        }
    }

    /** What a broken connection is told by onError is not this test's business. */
    private String withoutErrors(String key) throws Exception {
        try (WireClient lives = open("/lives")) {
            await().untilAsserted(() -> assertThat(lives.ask(key).replaceAll("error [^,]*, ", ""))
                    .isEqualTo("init Out, init In, open, close, destroy Out, destroy In"));
            return lives.ask(key);
        }
    }

    @Test
    void eachConnectionHasCodersOfItsOwn() throws Exception {
        try (WireClient one = open("/living/x?own-1"); WireClient other = open("/living/x?own-2")) {
            String first = one.ask("hello");
            assertThat(one.ask("again")).isEqualTo(first);
            assertThat(other.ask("hello")).isNotEqualTo(first);
        }
    }

    @Test
    void codersEndWhereTheEndpointFailsToOpen() throws Exception {
        try (WireClient client = open("/living/throw?throw")) {
            client.close(1000, "");
            client.readClose();
        }
        lived("throw", "init Out, init In, open, error onOpen, close, destroy Out, destroy In");
    }

    @Test
    void codersEndWhereTheEndpointFailsToClose() throws Exception {
        try (WireClient client = open("/living/throw-late?late")) {
            client.close(1000, "");
            client.readClose();
        }
        lived("late", "init Out, init In, open, close, error onClose, destroy Out, destroy In");
    }

    @Test
    void coderThatDoesNotBeginIsReportedAndTheOthersWork() throws Exception {
        try (WireClient client = open("/failing/thread?failing")) {
            assertThat(client.ask("hello")).isEqualTo("error");
        }
        try (WireClient client = open("/failing/x?failing-x")) {
            assertThat(client.ask("hello")).matches("in \\d+ out \\d+");
            client.close(1000, "");
            client.readClose();
        }
        lived("failing-x", "init NoBegin, error NoBegin, init Out, init In, open, close, destroy Out, destroy In");
    }

    @Test
    void coderThatDoesNotEndKeepsNoOtherFromEnding() throws Exception {
        try (WireClient client = open("/ending/x?ending")) {
            assertThat(client.ask("hello")).matches("in \\d+ out \\d+");
            client.close(1000, "");
            client.readClose();
        }
        lived("ending", "init NoEnd, init Out, init In, open, close, destroy NoEnd, destroy Out, destroy In");
    }
}
