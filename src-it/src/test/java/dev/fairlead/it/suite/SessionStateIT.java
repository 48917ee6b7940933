package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to one session only: its id, its properties, its place among the open ones, until it has ended. */
@ExtendWith(ArquillianExtension.class)
class SessionStateIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("state", SessionStateEndpoints.class, Notes.class);
    }

    private WireClient open(String key, String who) throws Exception {
        return WireClient.open(Addresses.ws(base, "/state/" + key + "?who=" + who));
    }

    @Test
    void idsAreUniqueAndStayTheSameObject() throws Exception {
        Set<String> ids = new HashSet<>();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            WireClient client = open("id", "ann");
            clients.add(client);
            ids.add(client.ask("id"));
        }
        assertThat(ids).hasSize(20).doesNotContain("another object");
        for (WireClient client : clients) {
            client.drop();
        }
    }

    @Test
    void userPropertiesBeginAsModifyHandshakeLeftThemAndAreTheSessionsOwn() throws Exception {
        try (WireClient ann = open("ann", "ann"); WireClient bob = open("bob", "bob")) {
            assertThat(ann.ask("who")).isEqualTo("ann");
            assertThat(bob.ask("who")).isEqualTo("bob");
            assertThat(bob.ask("handshakes")).as("what one handshake puts in the next one doesn't see").isEqualTo("1");
            assertThat(ann.ask("opened")).isEqualTo("yes");
            assertThat(ann.ask("same")).isEqualTo("true");
        }
    }

    @Test
    void sessionWorksInOnCloseAndNoLonger() throws Exception {
        try (WireClient client = open("leaving", "eve")) {
            client.text("close");
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(Notes.next("leaving")).isEqualTo("yes eve true {key=leaving} false");
            assertThat(Notes.next("leaving")).isEqualTo("after the end: closed ");
        }
    }

    @Test
    void openSessionsAreACopyWithoutThoseThatHaveEnded() throws Exception {
        try (WireClient zoe = open("copy", "zoe")) {
            try (WireClient yan = open("copy", "yan")) {
                assertThat(yan.ask("copy")).isIn("a copy", "unmodifiable");
                assertThat(yan.ask("open")).contains("yan").contains("zoe");
                yan.close(1000, "");
                assertThat(yan.readClose().closeCode()).isEqualTo(1000);
            }
            await().until(() -> !zoe.ask("open").contains("yan"));
            assertThat(zoe.ask("open")).contains("zoe");
        }
    }

    @Test
    void mapsOfTheRequestCannotBeChanged() throws Exception {
        try (WireClient client = open("maps", "max")) {
            assertThat(client.ask("unmodifiable")).isEqualTo("unmodifiable");
        }
    }
}
