package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.Settings;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The endpoints of an application. One that is bad removes all others and keeps further ones out, until the application
 * serves (specification section 6.4). Thread-safe; looking up takes no lock.
 */
final class Deployments {
    private interface Step {
        void run() throws DeploymentException;
    }

    private final InstanceProvider instances;
    private final ReentrantLock lock = new ReentrantLock();
    private final EndpointPaths<Deployment> paths = new EndpointPaths<>();
    private final Set<Class<?>> annotated = new HashSet<>();
    private volatile Map<ServerEndpointConfig, Deployment> byConfig = Map.of();
    private volatile boolean serving;
    private DeploymentException failure;

    /** Without endpoints yet, whose instances are created by what is given. */
    Deployments(InstanceProvider instances) {
        this.instances = instances;
    }

    /** Adds an annotated class, unless it was added before. */
    void add(Class<?> endpoint, Settings settings) throws DeploymentException {
        guarded(() -> {
            if (!annotated.contains(endpoint)) {
                naming(endpoint, () -> deploy(Deployment.annotated(endpoint), settings));
                annotated.add(endpoint);
            }
        });
    }

    /** Adds a configured endpoint. */
    void add(ServerEndpointConfig config, Settings settings) throws DeploymentException {
        guarded(() -> naming(config.getEndpointClass(), () -> deploy(config, settings)));
    }

    /** Adds what a scan says. */
    void add(Set<Class<?>> scanned, Settings settings) throws DeploymentException {
        guarded(() -> {
            ScannedApplication application = new ScannedApplication(scanned);
            for (ServerEndpointConfig config : application.configs()) {
                naming(config.getEndpointClass(), () -> deploy(config, settings));
            }
            for (Class<?> endpoint : application.classes()) {
                add(endpoint, settings);
            }
        });
    }

    private void guarded(Step step) throws DeploymentException {
        lock.lock();
        try {
            if (failure != null) {
                throw new DeploymentException("no endpoint can be added: another one is bad, " + failure.getMessage(),
                        failure);
            }
            step.run();
        } catch (DeploymentException e) {
            throw failed(e);
        } catch (RuntimeException | LinkageError e) {
            throw failed(new DeploymentException("deploying failed: " + e, e));
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong may be a path or a coder: the message names the endpoint all the same. */
    private static void naming(Class<?> endpoint, Step step) throws DeploymentException {
        try {
            step.run();
        } catch (DeploymentException e) {
            if (endpoint == null || e.getMessage().contains(endpoint.getName())) {
                throw e;
            }
            throw new DeploymentException("endpoint " + endpoint.getName() + ": " + e.getMessage(), e);
        } catch (LinkageError | TypeNotPresentException | ArrayStoreException e) {
            if (endpoint == null) {
                throw e;
            }
            // the last of the three is what reflection says of an annotation that lists a missing class
            throw new DeploymentException("endpoint " + endpoint.getName() + " names a class that can't be loaded: " + e
                    + "; add that class to the application, or take the endpoint out of it", e);
        }
    }

    private DeploymentException failed(DeploymentException cause) {
        if (failure == null && !serving) {
            failure = cause;
            paths.clear();
            annotated.clear();
            byConfig = Map.of();
        }
        return cause;
    }

    private void deploy(ServerEndpointConfig config, Settings settings) throws DeploymentException {
        UriTemplate template = UriTemplate.parse(config.getPath());
        Deployment deployment = new Deployment(config, settings, instances);
        paths.add(template, deployment);
        Map<ServerEndpointConfig, Deployment> copy = new IdentityHashMap<>(byConfig);
        copy.put(config, deployment);
        byConfig = copy;
    }

    /** The application has begun to serve. */
    void serve() {
        if (!serving) {
            serving = true;
        }
    }

    Optional<EndpointPaths.Found<Deployment>> find(String path) {
        return paths.find(path);
    }

    /** The deployment of a configuration; a fresh one if it wasn't added. */
    Deployment of(ServerEndpointConfig config, Settings settings) throws DeploymentException {
        Deployment known = byConfig.get(config);
        return known != null ? known : new Deployment(config, settings, instances);
    }
}
