package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Extension factories that are found by {@link ServiceLoader}. One that can't be loaded is logged and left out. */
final class InstalledExtensions {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");

    private InstalledExtensions() {
    }

    static List<ServerExtensionFactory> server(ClassLoader loader) {
        return load(ServiceLoader.load(ServerExtensionFactory.class, loader));
    }

    static List<ClientExtensionFactory> client(ClassLoader loader) {
        return load(ServiceLoader.load(ClientExtensionFactory.class, loader));
    }

    /**
     * Those of the application that this thread is in, as its context class loader tells, and those beside the provider.
     * Looked up anew at each call: a container that applications share may keep none of their classes.
     */
    static List<ClientExtensionFactory> clientOfThisThread() {
        return client(Thread.currentThread().getContextClassLoader(), InstalledExtensions.class.getClassLoader());
    }

    /**
     * Those of two class loaders; what both find counts once.
     *
     * @param application null if there is none
     */
    static List<ClientExtensionFactory> client(ClassLoader application, ClassLoader provider) {
        List<ClientExtensionFactory> factories = new ArrayList<>();
        if (application != null) {
            factories.addAll(client(application));
        }
        for (ClientExtensionFactory factory : client(provider)) {
            if (factories.stream().noneMatch(known -> known.getClass() == factory.getClass())) {
                factories.add(factory);
            }
        }
        return factories;
    }

    private static <T> List<T> load(ServiceLoader<T> services) {
        List<T> loaded = new ArrayList<>();
        Iterator<T> iterator = services.iterator();
        boolean more = true;
        while (more) {
            try {
                more = iterator.hasNext();
                if (more) {
                    loaded.add(iterator.next());
                }
            } catch (ServiceConfigurationError e) {
                LOGGER.log(Level.WARNING, "An installed extension can't be loaded: " + e.getMessage(), e);
            }
        }
        return List.copyOf(loaded);
    }
}
