package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.endpoint.EndpointInstance;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;

/**
 * An endpoint's configurator. What its class doesn't override is answered here and not by the API's class, which would ask
 * whatever default the first application of the JVM has brought. Another implementation's default, which the API finds
 * where that stands beside this one, overrides nothing either.
 */
final class EndpointConfigurator {
    private static final Configurator DEFAULT = new DefaultConfigurator();

    private final Configurator configurator;
    private final Configurator origins;
    private final Configurator subprotocols;
    private final Configurator extensions;
    private final boolean createsInstances;

    EndpointConfigurator(Configurator configurator) {
        this.configurator = configurator;
        this.origins = overrides("checkOrigin", String.class) ? configurator : DEFAULT;
        this.subprotocols = overrides("getNegotiatedSubprotocol", List.class, List.class) ? configurator : DEFAULT;
        this.extensions = overrides("getNegotiatedExtensions", List.class, List.class) ? configurator : DEFAULT;
        this.createsInstances = overrides("getEndpointInstance", Class.class);
    }

    private boolean overrides(String method, Class<?>... parameters) {
        try {
            Class<?> declarer = configurator.getClass().getMethod(method, parameters).getDeclaringClass();
            return declarer != DefaultConfigurator.class && !OtherProviders.own(declarer);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    Configurator configurator() {
        return configurator;
    }

    boolean checkOrigin(String origin) {
        return origins.checkOrigin(origin);
    }

    String subprotocol(List<String> supported, List<String> requested) {
        String chosen = subprotocols.getNegotiatedSubprotocol(supported, requested);
        return chosen == null ? "" : chosen;
    }

    List<Extension> extensions(List<Extension> installed, List<Extension> requested) {
        List<Extension> chosen = extensions.getNegotiatedExtensions(installed, requested);
        return chosen == null ? List.of() : chosen;
    }

    void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        configurator.modifyHandshake(config, request, response);
    }

    boolean createsInstances() {
        return createsInstances;
    }

    EndpointInstance instance(Class<?> endpoint, InstanceProvider provider) throws InstantiationException {
        if (!createsInstances) {
            return EndpointInstance.create(endpoint, provider);
        }
        Object instance = configurator.getEndpointInstance(endpoint);
        if (!endpoint.isInstance(instance)) {
            throw new InstantiationException("getEndpointInstance of " + configurator.getClass().getName() + " returned "
                    + instance + "; it must return a " + endpoint.getName());
        }
        return new EndpointInstance(instance, provider, false);
    }
}
