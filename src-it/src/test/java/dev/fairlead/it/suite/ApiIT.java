package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version of the API an application sees, and what version 2.3 adds to it, which is there with any. */
@ExtendWith(ArquillianExtension.class)
class ApiIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("api", ApiEndpoints.class, ApiEndpoints.Asking.class, ApiEndpoints.Api.class);
    }

    private WireClient open(String... headers) throws Exception {
        return WireClient.open(Addresses.ws(base, "/api"), headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server api", "client api"})
    void applicationSeesTheVersionThatTheBuildNames(String what) throws Exception {
        String target = System.getProperty("tck.target", "tomcat11");
        boolean ee10 = target.equals("tomcat10") || target.equals("jetty-ee10");
        try (WireClient client = open()) {
            assertThat(client.ask(what)).isEqualTo(System.getProperty(ee10 ? "api-ee10.version" : "api.version"));
        }
    }

    @Test
    void handshakeRequestKnowsBothEndsOfTheConnection() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("getLocalAddress")).isEqualTo("127.0.0.1");
            assertThat(client.ask("getLocalHostName")).isIn("127.0.0.1", "localhost");
            assertThat(client.ask("getLocalPort")).isEqualTo(Integer.toString(base.getPort()));
            assertThat(client.ask("getRemoteAddress")).isEqualTo("127.0.0.1");
            assertThat(client.ask("getRemoteHostName")).isIn("127.0.0.1", "localhost");
            assertThat(Integer.parseInt(client.ask("getRemotePort"))).isBetween(1, 65535).isNotEqualTo(base.getPort());
            assertThat(client.ask("getUserX509CertificateChain")).isEqualTo("null");
        }
    }

    @Test
    void handshakeRequestHasTheClientsLanguageOrElseTheServers() throws Exception {
        try (WireClient client = open("Accept-Language: en;q=0.5, de-AT")) {
            assertThat(client.ask("getPreferredLocale")).isEqualTo("de_AT");
        }
        try (WireClient client = open()) {
            assertThat(client.ask("getPreferredLocale")).isEqualTo(Locale.getDefault().toString());
        }
    }
}
