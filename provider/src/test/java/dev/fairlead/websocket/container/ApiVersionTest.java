package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against which version of the API the tests run, and that nothing of it, or of the next one, is missing. */
class ApiVersionTest {
    @ParameterizedTest
    @ValueSource(classes = {Session.class, HandshakeRequest.class})
    void apiIsTheOneThatTheBuildNames(Class<?> type) {
        assertThat(type.getPackage().getImplementationVersion()).isEqualTo(System.getProperty("api.version"));
    }

    static Stream<Method> methods() {
        return Arrays.stream(HandshakeRequest.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodOfTheHandshakeRequestIsImplemented(Method declared) throws Exception {
        Method implemented = ServerHandshakeRequest.class.getMethod(declared.getName(), declared.getParameterTypes());

        assertThat(implemented.getReturnType()).isEqualTo(declared.getReturnType());
        assertThat(implemented.getDeclaringClass()).isEqualTo(ServerHandshakeRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getUserX509CertificateChain", "getLocalAddress", "getLocalHostName", "getLocalPort",
        "getRemoteAddress", "getRemoteHostName", "getRemotePort", "getPreferredLocale"})
    void whatVersion23AddsIsThereWithAnyVersion(String method) throws Exception {
        assertThat(ServerHandshakeRequest.class.getMethod(method).getDeclaringClass())
                .isEqualTo(ServerHandshakeRequest.class);
    }
}
