package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentTest {
    private static final Set<Class<?>> GIVEN = new HashSet<>();

    private final FairleadServerContainer container =
            new FairleadServerContainer(Settings.DEFAULTS, DeploymentTest.class.getClassLoader());

    @AfterEach
    void stop() {
        container.stop();
    }

    @ServerEndpoint("/one")
    public static class One {
    }

    @ServerEndpoint("/two/{name}")
    public static class Two {
    }

    @ServerEndpoint("/two/{other}")
    public static class SamePath {
    }

    public static class Subclass extends One {
    }

    @ServerEndpoint("/abstract")
    public abstract static class Abstract {
    }

    @ServerEndpoint("/hidden")
    static class Hidden {
    }

    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            // nothing to do
        }
    }

    @ServerEndpoint("no-slash")
    public static class BadPath {
    }

    @ServerEndpoint("/bad")
    public static class BadMethod {
        @OnMessage
        public void message() {
        }
    }

    @ServerEndpoint("/argument")
    public static class NeedsArgument {
        public NeedsArgument(String argument) {
        }
    }

    @ServerEndpoint("/inner")
    public class Inner {
    }

    @Deflate(level = 12)
    @ServerEndpoint("/level")
    public static class BadLevel {
    }

    public static class BadConfigurator extends ServerEndpointConfig.Configurator {
        public BadConfigurator() {
            throw new IllegalStateException("no configurator");
        }
    }

    @ServerEndpoint(value = "/configurator", configurator = BadConfigurator.class)
    public static class WithBadConfigurator {
    }

    public static class ConfigA implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpointClasses) {
            GIVEN.addAll(endpointClasses);
            return Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            GIVEN.addAll(scanned);
            return Set.of(One.class);
        }
    }

    public static class ConfigB implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpointClasses) {
            return null;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(One.class, Two.class);
        }
    }

    private boolean leads(String path) {
        return container.match(path).isPresent();
    }

    @Test
    void deploysAllAnnotatedEndpointsOfAScanWithoutConfigs() throws Exception {
        container.deployScanned(Set.of(One.class, Two.class, Subclass.class, Abstract.class, Hidden.class,
                Programmatic.class, Endpoint.class));
        assertThat(leads("/one")).isTrue();
        assertThat(container.match("/two/x").orElseThrow().pathParameters()).isEqualTo(Map.of("name", "x"));
        assertThat(leads("/abstract")).isFalse();
        assertThat(leads("/hidden")).isFalse();
    }

    @Test
    void deploysTheUnionOfWhatConfigsAnswer() throws Exception {
        GIVEN.clear();
        container.deployScanned(Set.of(ConfigA.class, ConfigB.class, One.class, Programmatic.class));
        assertThat(GIVEN).containsExactlyInAnyOrder(One.class, Programmatic.class);
        assertThat(leads("/one")).isTrue();
        assertThat(leads("/two/x")).isTrue();
        assertThat(leads("/programmatic")).isTrue();
    }

    @Test
    void countsTheSameClassOnce() throws Exception {
        container.deployScanned(Set.of(One.class));
        container.addEndpoint(One.class);
        assertThat(leads("/one")).isTrue();
    }

    static Arguments[] faults() {
        return new Arguments[] {
            Arguments.of(BadPath.class, "\"no-slash\" must begin with a slash"),
            Arguments.of(BadMethod.class, "message has no parameter for the message"),
            Arguments.of(NeedsArgument.class, "no public constructor without parameters; add one"),
            Arguments.of(Inner.class, "make it static"),
            Arguments.of(Abstract.class, "is abstract"),
            Arguments.of(Hidden.class, "make the class public"),
            Arguments.of(Subclass.class, "has no @ServerEndpoint"),
            Arguments.of(Programmatic.class, "has no @ServerEndpoint"),
            Arguments.of(BadLevel.class, "level is 12; it must be 1 to 9"),
            Arguments.of(WithBadConfigurator.class, "no configurator"),
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void removesAllEndpointsAndKeepsOthersOutWhenOneIsBad(Class<?> bad, String message) throws Exception {
        container.addEndpoint(One.class);
        assertThatThrownBy(() -> container.addEndpoint(bad)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(message);
        assertThat(leads("/one")).isFalse();
        assertThatThrownBy(() -> container.addEndpoint(Two.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("another one is bad").hasMessageContaining(message);
        assertThat(leads("/two/x")).isFalse();
    }

    @Test
    void refusesEquivalentPaths() throws Exception {
        container.addEndpoint(Two.class);
        assertThatThrownBy(() -> container.addEndpoint(SamePath.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("/two/{name}").hasMessageContaining(Two.class.getName());
        assertThat(leads("/two/x")).isFalse();
    }

    @Test
    void refusesABadUserPropertyOfAnEndpoint() {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(One.class, "/settings").build();
        config.getUserProperties().put("fairlead.maxHeaders", "many");
        assertThatThrownBy(() -> container.addEndpoint(config)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("fairlead.maxHeaders is many; it must be 1 to 2147483647")
                .hasMessageContaining(One.class.getName());
    }

    @Test
    void keepsTheOthersWhenABadEndpointComesWhileItServes() throws Exception {
        container.addEndpoint(One.class);
        FairleadServerContainer.Match match = container.match("/one").orElseThrow();
        assertThatThrownBy(() -> container.upgrade(match, StubExchange.noHandshake())).isInstanceOf(HandshakeException.class);
        assertThatThrownBy(() -> container.addEndpoint(BadMethod.class)).isInstanceOf(DeploymentException.class);
        assertThat(leads("/one")).isTrue();
        container.addEndpoint(Two.class);
        assertThat(leads("/two/x")).isTrue();
    }

    @Test
    void needsAHostToUpgradeHttp() {
        assertThatThrownBy(() -> container.upgradeHttpToWebSocket(null, null, null, Map.of()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void handsAnUpgradeOfHttpToItsHost() throws Exception {
        StringBuilder seen = new StringBuilder();
        container.setUpgrader((request, response, config, parameters) -> seen.append(request).append(response)
                .append(config.getPath()).append(parameters));
        container.upgradeHttpToWebSocket("req", "res",
                ServerEndpointConfig.Builder.create(One.class, "/any").build(), Map.of("a", "b"));
        assertThat(seen).hasToString("reqres/any{a=b}");
    }
}
