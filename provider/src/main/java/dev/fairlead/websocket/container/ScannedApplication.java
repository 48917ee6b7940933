package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What the scan of an application says is to be deployed (specification section 6.2): what each
 * {@code ServerApplicationConfig} answers; all annotated endpoints where there is none.
 */
final class ScannedApplication {
    private final Set<Class<?>> annotated = new LinkedHashSet<>();
    private final Set<Class<? extends Endpoint>> programmatic = new LinkedHashSet<>();
    private final Set<Class<?>> chosenClasses = new LinkedHashSet<>();
    private final Set<ServerEndpointConfig> chosenConfigs = new LinkedHashSet<>();

    ScannedApplication(Set<Class<?>> scanned) throws DeploymentException {
        Set<Class<? extends ServerApplicationConfig>> configs = new LinkedHashSet<>();
        for (Class<?> type : scanned) {
            if (!isConcrete(type)) {
                continue;
            }
            if (ServerApplicationConfig.class.isAssignableFrom(type)) {
                configs.add(type.asSubclass(ServerApplicationConfig.class));
            }
            // not inherited: a subclass without the annotation is none
            if (type.isAnnotationPresent(ServerEndpoint.class) && Modifier.isPublic(type.getModifiers())) {
                annotated.add(type);
            } else if (Endpoint.class.isAssignableFrom(type)) {
                programmatic.add(type.asSubclass(Endpoint.class));
            }
        }
        if (configs.isEmpty()) {
            chosenClasses.addAll(annotated);
        }
        for (Class<? extends ServerApplicationConfig> config : configs) {
            ask(config);
        }
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    private void ask(Class<? extends ServerApplicationConfig> type) throws DeploymentException {
        ServerApplicationConfig config;
        try {
            config = InstanceProvider.CONSTRUCTORS.create(type);
        } catch (InstantiationException e) {
            throw new DeploymentException("ServerApplicationConfig " + e.getMessage(), e);
        }
        addAll(chosenConfigs, config.getEndpointConfigs(sameArchive(type, programmatic)));
        addAll(chosenClasses, config.getAnnotatedEndpointClasses(sameArchive(type, annotated)));
    }

    private static <T> void addAll(Set<T> target, Collection<T> answer) {
        if (answer != null) {
            answer.stream().filter(Objects::nonNull).forEach(target::add);
        }
    }

    /** A config in a jar is given what the jar holds; one in the application's own classes is given everything. */
    private static <T> Set<Class<? extends T>> sameArchive(Class<?> config, Set<? extends Class<? extends T>> found) {
        String archive = location(config);
        Set<Class<? extends T>> same = new LinkedHashSet<>();
        for (Class<? extends T> type : found) {
            if (!archive.endsWith(".jar") || archive.equals(location(type))) {
                same.add(type);
            }
        }
        return same;
    }

    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    }

    Set<Class<?>> classes() {
        return chosenClasses;
    }

    Set<ServerEndpointConfig> configs() {
        return chosenConfigs;
    }
}
