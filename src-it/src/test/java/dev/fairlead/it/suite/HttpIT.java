package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.HttpAnswer;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servlets beside endpoints: upgrades, HTTP sessions, users. */
@ExtendWith(ArquillianExtension.class)
class HttpIT {
    private static final String ADA = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("ada:lovelace".getBytes(StandardCharsets.US_ASCII));

    @ArquillianResource
    private URL base;

    private final Setup setup = Setup.fromProperties();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("http", HttpEndpoints.class, SessionEndpoints.class).setWebXML(new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <security-constraint>
                    <web-resource-collection>
                      <web-resource-name>secret</web-resource-name>
                      <url-pattern>/secret</url-pattern>
                    </web-resource-collection>
                    <auth-constraint><role-name>reader</role-name></auth-constraint>
                  </security-constraint>
                  <login-config><auth-method>BASIC</auth-method><realm-name>test</realm-name></login-config>
                  <security-role><role-name>reader</role-name></security-role>
                </web-app>
                """));
    }

    @BeforeEach
    void needsServlets() {
        assumeTrue(setup.target() != Target.SERVER, "Fairlead's own server has no servlets");
    }

    private void needsSecurity() {
        assumeTrue(!setup.embedded(), "users are configured in web.xml, which an embedded application doesn't have");
    }

    private HttpAnswer get(String path, String... headers) throws Exception {
        URI uri = Addresses.ws(base, path);
        return WireClient.exchange(uri, WireClient.requestLine(uri) + "Host: " + uri.getAuthority() + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n");
    }

    @Test
    void servletUpgradesToAnEndpointThatWasNeverDeployed() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/upgrading"))) {
            assertThat(client.ask("hello")).isEqualTo("{where=deployed} servlet hello");
        }
    }

    @Test
    void upgradeOfAnOrdinaryRequestIsAnIllegalState() throws Exception {
        HttpAnswer answer = get("/upgrading");
        assertThat(answer.status()).isEqualTo(299);
        assertThat(answer.body()).isEqualTo("IllegalStateException");
    }

    @Test
    void servletIsServedBesideTheEndpointsAndSeesFairleadsContainer() throws Exception {
        String expected = setup.fairlead() ? "plain dev.fairlead." : "plain org.";
        assertThat(get("/plain").body()).startsWith(expected);
    }

    private String cookie(HttpAnswer answer) {
        return "Cookie: " + answer.header("set-cookie").split(";")[0];
    }

    @Test
    void configuratorSeesTheHttpSession() throws Exception {
        String cookie = cookie(get("/visit"));
        assertThat(get("/visit", cookie).body()).isEqualTo("2");
        URI uri = Addresses.ws(base, "/configured");
        try (WireClient with = WireClient.open(uri, cookie); WireClient without = WireClient.open(uri)) {
            assertThat(with.ask("visits")).isEqualTo("2");
            assertThat(without.ask("visits")).isEqualTo("no session");
        }
    }

    @Test
    void socketOfAnAnonymousUserOutlivesTheHttpSession() throws Exception {
        String cookie = cookie(get("/visit"));
        try (WireClient client = WireClient.open(Addresses.ws(base, "/configured"), cookie)) {
            assertThat(get("/visit?end", cookie).body()).isEqualTo("ended");
            assertThat(client.ask("visits")).isEqualTo("1");
        }
    }

    @Test
    void handshakeWithoutAUserIsUnauthorized() throws Exception {
        needsSecurity();
        assertThat(WireClient.handshakeAnswer(Addresses.ws(base, "/secret")).status()).isEqualTo(401);
    }

    @Test
    void sessionKnowsItsUser() throws Exception {
        needsSecurity();
        try (WireClient client = WireClient.open(Addresses.ws(base, "/secret"), ADA)) {
            assertThat(client.ask("principal")).isEqualTo("ada");
            assertThat(client.ask("who")).isEqualTo("ada true");
        }
    }

    @Test
    void socketOfAUserIsClosedWith1008WhenTheHttpSessionEnds() throws Exception {
        needsSecurity();
        String cookie = cookie(get("/visit"));
        try (WireClient client = WireClient.open(Addresses.ws(base, "/secret"), ADA, cookie)) {
            assertThat(client.ask("principal")).isEqualTo("ada");
            String current = client.answer().header("set-cookie");
            String valid = current == null ? cookie : "Cookie: " + current.split(";")[0];
            assertThat(get("/visit?end", valid).body()).isEqualTo("ended");
            assertThat(client.readClose().closeCode()).isEqualTo(1008);
        }
    }
}
