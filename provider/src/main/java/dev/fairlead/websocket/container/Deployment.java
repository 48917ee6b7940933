package dev.fairlead.websocket.container;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.coder.Coders;
import dev.fairlead.websocket.endpoint.AnnotatedEndpoint;
import dev.fairlead.websocket.endpoint.AnnotatedModel;
import dev.fairlead.websocket.endpoint.EndpointInstance;
import dev.fairlead.websocket.endpoint.PathParamReader;
import dev.fairlead.websocket.endpoint.ProgrammaticEndpoint;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import dev.fairlead.websocket.session.OpenSessions;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A server endpoint that was checked: what its handshakes and sessions need. Thread-safe. */
final class Deployment {
    private final ServerEndpointConfig config;
    private final Class<?> endpoint;
    private final EndpointConfigurator configurator;
    private final Coders coders;
    private final AnnotatedModel model;
    private final EndpointSettings settings;
    private final Deflate deflate;
    private final OpenSessions openSessions = new OpenSessions();

    /**
     * Checks an endpoint.
     *
     * @param config    its configuration
     * @param settings  the container's
     * @param instances creates its endpoint later
     * @throws DeploymentException if it is bad; the message names class, member and mend
     */
    Deployment(ServerEndpointConfig config, Settings settings, InstanceProvider instances) throws DeploymentException {
        this.config = config;
        this.endpoint = config.getEndpointClass();
        if (endpoint == null) {
            throw new DeploymentException("the configuration of path \"" + config.getPath()
                    + "\" has no endpoint class; name one");
        }
        // asked once: it may be another object at each call
        this.configurator = new EndpointConfigurator(
                Objects.requireNonNullElseGet(config.getConfigurator(), DefaultConfigurator::new));
        checkClass(instances);
        this.coders = new Coders(config);
        this.model = Endpoint.class.isAssignableFrom(endpoint)
                ? null : new AnnotatedModel(endpoint, coders, PathParamReader.annotations());
        this.settings = new EndpointSettings(endpoint, settings, config.getUserProperties());
        this.deflate = endpoint.getAnnotation(Deflate.class);
        try {
            extensions(this.settings.over(settings), List.of());
        } catch (IllegalArgumentException e) {
            throw new DeploymentException("endpoint " + endpoint.getName() + ": " + e.getMessage(), e);
        }
    }

    private void checkClass(InstanceProvider instances) throws DeploymentException {
        int modifiers = endpoint.getModifiers();
        if (!Modifier.isPublic(modifiers) && !Endpoint.class.isAssignableFrom(endpoint)) {
            throw new DeploymentException("endpoint " + endpoint.getName() + " isn't public; make the class public");
        }
        if (configurator.createsInstances()) {
            return;
        }
        if (endpoint.isInterface() || Modifier.isAbstract(modifiers)) {
            throw new DeploymentException("endpoint " + endpoint.getName()
                    + " is abstract; deploy a class that can be created");
        }
        // the class around is loaded only where it matters: one that can be created may do without it
        boolean constructible = Arrays.stream(endpoint.getConstructors()).anyMatch(c -> c.getParameterCount() == 0);
        if (!constructible && endpoint.isMemberClass() && !Modifier.isStatic(modifiers)) {
            throw new DeploymentException("endpoint " + endpoint.getName()
                    + " is an inner class; make it static");
        }
        if (!instances.canCreate(endpoint)) {
            throw new DeploymentException("endpoint " + endpoint.getName() + " has no public constructor without"
                    + " parameters; add one, or override getEndpointInstance in its configurator");
        }
    }

    /**
     * The configuration that a class is annotated with.
     *
     * @throws DeploymentException if it isn't annotated, or its configurator can't be created
     */
    static ServerEndpointConfig annotated(Class<?> endpoint) throws DeploymentException {
        ServerEndpoint annotation = endpoint.getAnnotation(ServerEndpoint.class);
        if (annotation == null) {
            throw new DeploymentException("endpoint " + endpoint.getName() + " has no @ServerEndpoint; annotate it, or add it"
                    + " with a ServerEndpointConfig");
        }
        UriTemplate.parse(annotation.value());
        return ServerEndpointConfig.Builder.create(endpoint, annotation.value())
                .subprotocols(List.of(annotation.subprotocols()))
                .encoders(List.of(annotation.encoders()))
                .decoders(List.of(annotation.decoders()))
                .configurator(configurator(annotation.configurator()))
                .build();
    }

    private static ServerEndpointConfig.Configurator configurator(Class<? extends ServerEndpointConfig.Configurator> type)
            throws DeploymentException {
        if (type == ServerEndpointConfig.Configurator.class) {
            return new DefaultConfigurator();
        }
        try {
            return InstanceProvider.CONSTRUCTORS.create(type);
        } catch (InstantiationException e) {
            throw new DeploymentException("configurator " + e.getMessage(), e);
        }
    }

    /** What the endpoint accepts: its own list first, then the container's without those of the same names. */
    ServerExtensions extensions(Settings effective, List<ServerExtensionFactory> installed) {
        List<ServerExtensionFactory> defaults = new ArrayList<>();
        PerMessageDeflate.server(effective, deflate).ifPresent(defaults::add);
        defaults.addAll(installed);
        return ServerExtensions.of(config.getExtensions(), defaults, effective);
    }

    /** Creates the endpoint of a new session. */
    SessionEndpoint newEndpoint(InstanceProvider instances, Map<String, String> pathParameters)
            throws InstantiationException {
        EndpointInstance instance = configurator.instance(endpoint, instances);
        return model == null ? new ProgrammaticEndpoint(instance, coders)
                : new AnnotatedEndpoint(model, instance, pathParameters);
    }

    ServerEndpointConfig config() {
        return config;
    }

    Class<?> endpoint() {
        return endpoint;
    }

    EndpointConfigurator configurator() {
        return configurator;
    }

    Settings settings(Settings container) {
        return settings.over(container);
    }

    OpenSessions openSessions() {
        return openSessions;
    }

    /** The endpoint's class. */
    @Override
    public String toString() {
        return endpoint.getName();
    }
}
