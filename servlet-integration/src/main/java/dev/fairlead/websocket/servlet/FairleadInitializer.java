package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.container.OtherProviders;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.LinkedHashSet;
import java.util.Set;

/** Mounts Fairlead in a web application that has it in {@code WEB-INF/lib}, with the endpoints that the scan found. */
@HandlesTypes({ServerEndpoint.class, ServerApplicationConfig.class, Endpoint.class})
public final class FairleadInitializer implements ServletContainerInitializer {
    /** Called by the servlet container. */
    public FairleadInitializer() {
    }

    /**
     * Mounts the container and deploys what was scanned.
     *
     * @param types   what the scan found, null for nothing
     * @param context the application
     * @throws ServletException if an endpoint or a setting is bad; then the application doesn't start
     */
    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) throws ServletException {
        FairleadServerContainer container = Fairlead.install(context);
        try {
            container.deployScanned(applicationTypes(types));
        } catch (DeploymentException e) {
            container.stop();
            throw new ServletException(e.getMessage(), e);
        }
    }

    private static Set<Class<?>> applicationTypes(Set<Class<?>> types) {
        Set<Class<?>> own = new LinkedHashSet<>();
        if (types != null) {
            types.stream().filter(type -> !isProvider(type)).forEach(own::add);
        }
        return own;
    }

    private static boolean isProvider(Class<?> type) {
        return type.getClassLoader() == FairleadInitializer.class.getClassLoader()
                && type.getProtectionDomain().getCodeSource() != null
                && type.getProtectionDomain().getCodeSource().equals(
                        FairleadServerContainer.class.getProtectionDomain().getCodeSource())
                || OtherProviders.own(type);
    }
}
