package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ServerApplicationConfig}s choose what is deployed; best match of paths decides between endpoints. */
@ExtendWith(ArquillianExtension.class)
class ApplicationConfigIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("chosen", ChosenEndpoints.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /chosen     | chosen
            /one        | /one
            /two        | /two
            /a/b        | exact
            /a/x        | variable
            /a/b/c      | literal first
            /x/b/c      | literal later
            /a/%20/c    | literal first
            """)
    void bestMatchAnswers(String path, String expected) throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, path))) {
            assertThat(client.ask("who")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"/not-chosen", "/a", "/x/y/c"})
    void otherPathsAreNotFound(String path) throws Exception {
        assertThat(WireClient.handshakeAnswer(Addresses.ws(base, path)).status()).isEqualTo(404);
    }
}
