package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.HttpAnswer;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may open a session, and that its authenticated sockets end with an HTTP session (specification chapters 7 and 8). */
@ExtendWith(ArquillianExtension.class)
class SecurityIT {
    private static final String ADA = basic("ada:lovelace");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("security", SecurityEndpoints.class, Notes.class).setWebXML(new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <security-constraint>
                    <web-resource-collection>
                      <web-resource-name>users</web-resource-name>
                      <url-pattern>/users/*</url-pattern>
                      <url-pattern>/users-session</url-pattern>
                      <http-method>GET</http-method>
                    </web-resource-collection>
                    <auth-constraint><role-name>reader</role-name></auth-constraint>
                  </security-constraint>
                  <security-constraint>
                    <web-resource-collection>
                      <web-resource-name>admins</web-resource-name>
                      <url-pattern>/admins/*</url-pattern>
                    </web-resource-collection>
                    <auth-constraint><role-name>admin</role-name></auth-constraint>
                  </security-constraint>
                  <security-constraint>
                    <web-resource-collection>
                      <web-resource-name>confidential</web-resource-name>
                      <url-pattern>/confidential/*</url-pattern>
                    </web-resource-collection>
                    <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
                  </security-constraint>
                  <login-config><auth-method>BASIC</auth-method><realm-name>test</realm-name></login-config>
                  <security-role><role-name>reader</role-name></security-role>
                  <security-role><role-name>admin</role-name></security-role>
                </web-app>
                """));
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    @BeforeEach
    void needsSecurity() {
        assumeTrue(!Setup.fromProperties().embedded(),
                "users are configured in web.xml, which an embedded application doesn't have");
    }

    private HttpAnswer handshake(String path, String... headers) throws Exception {
        return WireClient.handshakeAnswer(Addresses.ws(base, path), headers);
    }

    private HttpAnswer get(String path, String... headers) throws Exception {
        URI uri = Addresses.ws(base, path);
        return WireClient.exchange(uri, WireClient.requestLine(uri) + "Host: " + uri.getAuthority() + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n");
    }

    /** The cookie of a new HTTP session; the container may change its id when the user logs in. */
    private String cookie() throws Exception {
        String cookie = cookie(get("/users-session", ADA), null);
        return cookie(get("/users-session", ADA, cookie), cookie);
    }

    private static String cookie(HttpAnswer answer, String before) {
        assertThat(answer.status()).isEqualTo(200);
        String set = answer.header("set-cookie");
        return set == null ? before : "Cookie: " + set.split(";")[0];
    }

    private WireClient open(String key, String cookie) throws Exception {
        WireClient client = WireClient.open(Addresses.ws(base, "/users/" + key), ADA, cookie);
        assertThat(client.ask("who")).isEqualTo("ada");
        return client;
    }

    @Test
    void handshakeWithoutAUserOrWithAWrongPasswordIsUnauthorized() throws Exception {
        HttpAnswer answer = handshake("/users/x");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).startsWith("Basic");
        assertThat(handshake("/users/x", basic("ada:byron")).status()).isEqualTo(401);
    }

    @Test
    void handshakeInTheWrongRoleIsForbidden() throws Exception {
        assertThat(handshake("/admins/all").status()).isEqualTo(401);
        assertThat(handshake("/admins/all", ADA).status()).isEqualTo(403);
    }

    @Test
    void confidentialEndpointIsNotOpenedWithoutTls() throws Exception {
        // a redirection to https where the container knows a port for it
        assertThat(handshake("/confidential/all").status()).isIn(302, 403);
    }

    @ParameterizedTest
    @CsvSource({"invalidate, 0", "logout, 0", "expire, 1100"})
    void endOfTheHttpSessionClosesAllItsSockets(String how, int millis) throws Exception {
        String cookie = cookie();
        String others = cookie();
        try (WireClient one = open(how + "-one", cookie); WireClient two = open(how + "-two", cookie);
                WireClient other = open(how + "-other", others)) {
            assertThat(get("/users-session?" + how, ADA, cookie).body()).isEqualTo("known");
            if (millis > 0) {
                // containers look for sessions that have timed out now and then, and whenever one is asked for; asked for
                // too early it lives on, and is left alone for as long again
                await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(millis)).until(() ->
                        get("/users-session", ADA, cookie).body().equals("new"));
            }
            for (WireClient client : List.of(one, two)) {
                assertThat(client.readClose().closeCode()).isEqualTo(1008);
                client.close(1008, "");
            }
            assertThat(Notes.next(how + "-one")).isEqualTo("closed 1008 ada");
            assertThat(Notes.next(how + "-two")).isEqualTo("closed 1008 ada");
            assertThat(other.ask("still")).isEqualTo("ada");
        }
    }

    @Test
    void handshakeThatComesRightBehindAChangeOfIdsBelongsToTheHttpSession() throws Exception {
        String before = cookie();
        URI uri = URI.create(Addresses.ws(base, "/users-session?rename").toString().replaceFirst("ws", "http"));
        HttpRequest.Builder rename = HttpRequest.newBuilder(uri);
        for (String header : List.of(ADA, before)) {
            rename.header(header.split(": ")[0], header.split(": ")[1]);
        }
        // its headers have come, and the request goes on
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(rename.build(), BodyHandlers.ofInputStream());
        try {
            String cookie = "Cookie: " + answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
            assertThat(cookie).isNotEqualTo(before);
            try (WireClient client = open("rename", cookie)) {
                assertThat(get("/users-session?invalidate", ADA, cookie).body()).isEqualTo("known");
                assertThat(client.readClose().closeCode()).isEqualTo(1008);
                client.close(1008, "");
            }
            assertThat(Notes.next("rename")).isEqualTo("closed 1008 ada");
        } finally {
            Notes.go("renamed");
            answer.body().close();
        }
    }
}
