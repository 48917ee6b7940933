package dev.fairlead.websocket.container;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.coder.Coders;
import dev.fairlead.websocket.endpoint.AnnotatedEndpoint;
import dev.fairlead.websocket.endpoint.AnnotatedModel;
import dev.fairlead.websocket.endpoint.EndpointInstance;
import dev.fairlead.websocket.endpoint.PathParamReader;
import dev.fairlead.websocket.endpoint.ProgrammaticEndpoint;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A client endpoint that is about to connect.
 *
 * @param key      the same for all connections of what {@code getOpenSessions} calls the same endpoint: the instance that
 *                 was given, or the class
 * @param config   its configuration
 * @param deflate  its annotation, or null
 * @param endpoint of the new session
 * @param name     of the endpoint's class
 */
record ClientDeployment(Object key, ClientEndpointConfig config, Deflate deflate, SessionEndpoint endpoint, Class<?> name) {
    /** A class's annotations, read once: method handles are costly to make, and each connection is to share them. */
    private static final ClassValue<Annotated> ANNOTATED = new ClassValue<>() {
        @Override
        protected Annotated computeValue(Class<?> type) {
            try {
                return Annotated.of(type);
            } catch (DeploymentException e) {
                return new Annotated(null, null, e);
            }
        }
    };

    private record Annotated(ClientEndpoint annotation, AnnotatedModel model, DeploymentException failure) {
        static Annotated of(Class<?> type) throws DeploymentException {
            ClientEndpoint annotation = type.getAnnotation(ClientEndpoint.class);
            if (annotation == null) {
                throw new DeploymentException("client endpoint " + type.getName() + " has no @ClientEndpoint; annotate it,"
                        + " or extend Endpoint and pass a ClientEndpointConfig");
            }
            Coders coders = new Coders(List.of(annotation.encoders()), List.of(annotation.decoders()));
            return new Annotated(annotation, new AnnotatedModel(type, coders, PathParamReader.NONE), null);
        }

        static Annotated known(Class<?> type) throws DeploymentException {
            Annotated known = ANNOTATED.get(type);
            if (known.failure != null) {
                throw new DeploymentException(known.failure.getMessage(), known.failure);
            }
            return known;
        }
    }

    static ClientDeployment annotated(Object instance, InstanceProvider instances) throws DeploymentException {
        Class<?> type = EndpointInstance.typeOf(instance);
        Annotated known = Annotated.known(type);
        return annotated(instance, type, known, config(known.annotation), new EndpointInstance(instance, instances, false));
    }

    static ClientDeployment annotated(Class<?> type, InstanceProvider instances) throws DeploymentException {
        Annotated known = Annotated.known(type);
        ClientEndpointConfig config = config(known.annotation);
        return annotated(type, type, known, config, create(type, instances));
    }

    private static ClientDeployment annotated(Object key, Class<?> type, Annotated known, ClientEndpointConfig config,
            EndpointInstance instance) {
        return new ClientDeployment(key, config, type.getAnnotation(Deflate.class),
                new AnnotatedEndpoint(known.model, instance, Map.of()), type);
    }

    private static ClientEndpointConfig config(ClientEndpoint annotation) throws DeploymentException {
        ClientEndpointConfig.Builder builder = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(Arrays.asList(annotation.subprotocols()))
                .encoders(Arrays.asList(annotation.encoders()))
                .decoders(Arrays.asList(annotation.decoders()));
        if (annotation.configurator() != ClientEndpointConfig.Configurator.class) {
            builder.configurator((ClientEndpointConfig.Configurator)
                    create(annotation.configurator(), InstanceProvider.CONSTRUCTORS).object());
        }
        return builder.build();
    }

    static ClientDeployment programmatic(Endpoint instance, ClientEndpointConfig config, InstanceProvider instances)
            throws DeploymentException {
        ClientEndpointConfig given = orDefault(config);
        return programmatic(instance, EndpointInstance.typeOf(instance), given, new Coders(given),
                new EndpointInstance(instance, instances, false));
    }

    static ClientDeployment programmatic(Class<? extends Endpoint> type, ClientEndpointConfig config,
            InstanceProvider instances) throws DeploymentException {
        ClientEndpointConfig given = orDefault(config);
        Coders coders = new Coders(given);
        return programmatic(type, type, given, coders, create(type, instances));
    }

    private static ClientDeployment programmatic(Object key, Class<?> type, ClientEndpointConfig config, Coders coders,
            EndpointInstance instance) {
        return new ClientDeployment(key, config, type.getAnnotation(Deflate.class),
                new ProgrammaticEndpoint(instance, coders), type);
    }

    private static ClientEndpointConfig orDefault(ClientEndpointConfig config) {
        return config == null ? ClientEndpointConfig.Builder.create().build() : config;
    }

    /** The last step: what was created is let go of by whoever connects. */
    private static EndpointInstance create(Class<?> type, InstanceProvider instances) throws DeploymentException {
        try {
            return EndpointInstance.create(type, instances);
        } catch (InstantiationException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }
}
