package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import java.io.File;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CDI injects into endpoints and coders (specification section 7.1.1): Weld in the WAR, or beside Fairlead's own server. */
@ExtendWith(ArquillianExtension.class)
class InjectionIT {
    private static final Setup SETUP = Setup.fromProperties();
    private static final boolean OWN_SERVER = SETUP.target() == Target.SERVER;

    private static WeldContainer weld;

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        if (!runs()) {
            return ShrinkWrap.create(WebArchive.class, "injection.war").addAsWebResource(EmptyAsset.INSTANCE, "empty.txt");
        }
        WebArchive war = Wars.war("injection", InjectionEndpoints.class);
        return OWN_SERVER ? war : war.addAsLibrary(new File("target/weld/weld-servlet-shaded.jar"))
                .addAsWebInfResource(new StringAsset("""
                        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                          <interceptors>
                            <class>%s</class>
                          </interceptors>
                        </beans>
                        """.formatted(InjectionEndpoints.LoudInterceptor.class.getName())), "beans.xml");
    }

    private static boolean runs() {
        return OWN_SERVER || !SETUP.embedded();
    }

    @BeforeAll
    static void startCdi() {
        if (OWN_SERVER) {
            weld = new Weld().disableDiscovery().beanClasses(InjectionEndpoints.Greeting.class,
                    InjectionEndpoints.Events.class, InjectionEndpoints.OwnBean.class, InjectionEndpoints.Shared.class,
                    InjectionEndpoints.SharedCaller.class,
                    InjectionEndpoints.LoudInterceptor.class)
                    .enableInterceptors(InjectionEndpoints.LoudInterceptor.class).initialize();
        }
    }

    @AfterAll
    static void stopCdi() {
        if (weld != null) {
            weld.close();
        }
    }

    @BeforeEach
    void needsCdi() {
        assumeTrue(runs(), "the CDI container comes with the application, which is on the server's class path here");
    }

    private WireClient open(String path) throws Exception {
        return WireClient.open(Addresses.ws(base, path));
    }

    @Test
    void beanIsInjectedByConstructorFieldAndMethodAndIntercepted() throws Exception {
        try (WireClient client = open("/bean/ada"); WireClient events = open("/events")) {
            assertThat(events.ask("?")).isEqualTo("bean constructed");
            assertThat(client.ask("text")).isEqualTo("hello hello hello ada text!");
            assertThat(events.ask("?")).isEqualTo("bean open");
            client.close(1000, "");
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(events.ask("?")).isEqualTo("bean closed");
            assertThat(events.ask("?")).isEqualTo("bean destroyed");
        }
    }

    @Test
    void classThatIsNoBeanIsInjectedAndInterceptedToo() throws Exception {
        try (WireClient client = open("/ordinary"); WireClient events = open("/events")) {
            assertThat(client.ask("text")).isEqualTo("hello text!");
            client.drop();
            assertThat(events.ask("?")).isEqualTo("ordinary closed");
            assertThat(events.ask("?")).isEqualTo("ordinary destroyed");
        }
    }

    @Test
    void beanOfTheApplicationIsOneForAllSessions() throws Exception {
        try (WireClient one = open("/shared"); WireClient two = open("/shared")) {
            assertThat(one.ask("a")).isEqualTo("a 1!");
            assertThat(two.ask("b")).isEqualTo("b 2!");
            one.close(1000, "");
            assertThat(one.readClose().closeCode()).isEqualTo(1000);
            assertThat(two.ask("c")).isEqualTo("c 3!");
            assertThat(two.ask("fail")).isEqualTo("error as told");
        }
    }

    @Test
    void encodersAndDecodersAreInjected() throws Exception {
        try (WireClient client = open("/coded"); WireClient events = open("/events")) {
            assertThat(client.ask("world")).isEqualTo("hello world hello");
            client.close(1000, "");
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(events.ask("?")).isEqualTo("decoder ended");
            assertThat(events.ask("?")).isEqualTo("decoder destroyed");
        }
    }

    @Test
    void endpointOfAConfiguratorIsAsTheConfiguratorMadeIt() throws Exception {
        try (WireClient client = open("/created")) {
            assertThat(client.ask("?")).isEqualTo("created null");
        }
    }

    @ParameterizedTest
    @CsvSource({"own annotated", "own programmatic", "provided annotated", "provided programmatic", "own shared"})
    void clientEndpointIsInjected(String how) throws Exception {
        try (WireClient client = open("/calling"); WireClient events = open("/events")) {
            assertThat(client.ask(how)).isEqualTo(how.replaceFirst("\\w+ ", "") + " hello");
            if (how.endsWith("annotated")) {
                // the called endpoint and the caller end at the same time
                assertThat(new String[] {events.ask("?"), events.ask("?"), events.ask("?")})
                        .contains("caller destroyed", "ordinary destroyed");
            } else {
                assertThat(events.ask("?")).isEqualTo("ordinary closed");
                assertThat(events.ask("?")).isEqualTo("ordinary destroyed");
            }
        }
    }
}
