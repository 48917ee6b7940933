package dev.fairlead.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.server.Server;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Extension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTest {
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Chat.server("127.0.0.1", 0).start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void twoTalkInARoom() throws Exception {
        try (Browser ada = open("talk"); Browser bob = open("talk"); Browser elsewhere = open("silent")) {
            ada.join("Ada", "");
            assertThat(ada.next()).isEqualTo("welcome Ada [\"Ada\"] history 0");
            elsewhere.join("Eve", "");
            assertThat(elsewhere.next()).isEqualTo("welcome Eve [\"Eve\"] history 0");
            ada.say("anybody here?");
            assertThat(ada.next()).isEqualTo("said Ada: anybody here?");
            bob.join("Bob", "");
            assertThat(bob.next()).isEqualTo("welcome Bob [\"Ada\",\"Bob\"] history 1");
            assertThat(ada.next()).isEqualTo("joined Bob [\"Ada\",\"Bob\"]");
            bob.say("<script>alert(1)</script> \ud83d\ude00");
            assertThat(ada.next()).isEqualTo("said Bob: <script>alert(1)</script> \ud83d\ude00");
            assertThat(bob.next()).isEqualTo("said Bob: <script>alert(1)</script> \ud83d\ude00");

            bob.leave();
            assertThat(ada.next()).isEqualTo("left Bob [\"Ada\"]");
            elsewhere.say("nobody");
            assertThat(elsewhere.next()).isEqualTo("said Eve: nobody");
        }
    }

    @Test
    void subprotocolAndExtensionAreNegotiated() throws Exception {
        try (Browser ada = open("negotiation")) {
            assertThat(ada.session().getNegotiatedSubprotocol()).isEqualTo("chat.v1");
            assertThat(ada.session().getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
        }
    }

    @Test
    void mistakesAreAnsweredAndTheConnectionGoesOn() throws Exception {
        try (Browser ada = open("mistakes"); Browser other = open("mistakes")) {
            ada.say("hello");
            assertThat(ada.next()).isEqualTo("refused Please join the room first.");
            ada.send("no JSON");
            assertThat(ada.next()).isEqualTo("refused This is no command.");
            ada.send("{\"type\":\"fly\"}");
            assertThat(ada.next()).isEqualTo("refused There is no command of type fly.");
            ada.join("Ada", "");
            assertThat(ada.next()).startsWith("welcome Ada");
            other.join("ADA", "");
            assertThat(other.next()).isEqualTo("refused Ada is here already. Please choose another nickname.");
            ada.say("x".repeat(Rules.MAX_TEXT + 1));
            assertThat(ada.next()).isEqualTo("refused A message has at most 1000 characters.");
        }
    }

    @Test
    void aRoomsNameIsChecked() throws Exception {
        try (Browser ada = open("Upper-Case")) {
            ada.join("Ada", "");
            assertThat(ada.next()).startsWith("refused A room's name has");
        }
    }

    @Test
    void tooMuchAtOnceEndsTheConnection() throws Exception {
        try (Browser ada = open("flood")) {
            ada.send("x".repeat(10_000));
            assertThat(ada.closeReason().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        }
    }

    @Test
    void whoComesBackTakesItsPlaceAgain() throws Exception {
        try (Browser lost = open("return"); Browser returned = open("return")) {
            lost.join("Ada", "secret");
            assertThat(lost.next()).isEqualTo("welcome Ada [\"Ada\"] history 0");
            returned.join("Ada", "secret");
            assertThat(returned.next()).isEqualTo("welcome Ada [\"Ada\"] history 0");
            assertThat(lost.closeReason().getCloseCode().getCode()).isEqualTo(ChatEndpoint.REPLACED);
            returned.say("still here");
            assertThat(returned.next()).isEqualTo("said Ada: still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat.css", "/chat.js", "/connection.js", "/icon.svg"})
    void thePageIsServed(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty();
    }

    private static Browser open(String room) throws Exception {
        return Browser.open(server.port(), room);
    }
}
