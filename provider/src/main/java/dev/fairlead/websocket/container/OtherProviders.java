package dev.fairlead.websocket.container;

import java.util.List;

/**
 * The API and its other implementations. Where one of them stands beside Fairlead on the class path, scans and service
 * loaders find its classes among the application's. Thread-safe.
 */
public final class OtherProviders {
    private static final List<String> PACKAGES = List.of(
            "jakarta.websocket.",
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "org.glassfish.tyrus.",
            "io.undertow.");

    private OtherProviders() {
    }

    /**
     * Whether a class is part of one of them.
     *
     * @param type any class
     * @return false for an application's and for Fairlead's
     */
    public static boolean own(Class<?> type) {
        return PACKAGES.stream().anyMatch(type.getName()::startsWith);
    }
}
