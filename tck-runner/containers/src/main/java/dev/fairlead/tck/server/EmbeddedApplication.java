package dev.fairlead.tck.server;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import java.util.EventListener;
import java.util.HashSet;
import java.util.Set;

/** Sets an application up as an embedder does: registers its servlets, filters and listeners, mounts Fairlead, names the endpoints. */
final class EmbeddedApplication implements ServletContainerInitializer {
    private final Application application;

    EmbeddedApplication(Application application) {
        this.application = application;
    }

    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) throws ServletException {
        Set<Class<?>> classes = new HashSet<>();
        for (String name : application.classes()) {
            try {
                classes.add(Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
            } catch (ClassNotFoundException e) {
                throw new ServletException(e);
            }
        }
        for (Class<?> type : classes) {
            register(type, context);
        }
        try {
            Fairlead.install(context).deployScanned(classes);
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    private static void register(Class<?> type, ServletContext context) {
        WebServlet servlet = type.getAnnotation(WebServlet.class);
        if (servlet != null) {
            var registration = context.addServlet(type.getName(), type.asSubclass(HttpServlet.class));
            registration.addMapping(servlet.value());
            registration.setAsyncSupported(servlet.asyncSupported());
        }
        WebFilter filter = type.getAnnotation(WebFilter.class);
        if (filter != null) {
            var registration = context.addFilter(type.getName(), type.asSubclass(Filter.class));
            registration.addMappingForUrlPatterns(null, true, filter.value());
            registration.setAsyncSupported(filter.asyncSupported());
        }
        if (type.isAnnotationPresent(WebListener.class)) {
            context.addListener(type.asSubclass(EventListener.class));
        }
    }
}
