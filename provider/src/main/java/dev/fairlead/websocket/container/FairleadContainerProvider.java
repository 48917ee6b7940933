package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;

/** Gives clients the one container that they share. Found by {@link java.util.ServiceLoader}. Thread-safe. */
public final class FairleadContainerProvider extends ContainerProvider {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static FairleadWebSocketContainer shared;

    /** Creates a provider. */
    public FairleadContainerProvider() {
    }

    /** The same container at each call. */
    @Override
    protected WebSocketContainer getContainer() {
        LOCK.lock();
        try {
            if (shared == null) {
                shared = new FairleadWebSocketContainer(SettingsReader.system(), null, instances());
            }
            return shared;
        } finally {
            LOCK.unlock();
        }
    }

    private static InstanceProvider instances() {
        return ServiceLoader.load(InstanceProvider.class, FairleadContainerProvider.class.getClassLoader())
                .findFirst().orElse(InstanceProvider.CONSTRUCTORS);
    }

    /**
     * Closes the shared container, if there is one: its sessions with 1001, then its threads. For the host of an application
     * that has a provider of its own and is gone; clients that come later get another container.
     */
    public static void closeShared() {
        FairleadWebSocketContainer closing;
        LOCK.lock();
        try {
            closing = shared;
            shared = null;
        } finally {
            LOCK.unlock();
        }
        if (closing != null) {
            closing.close();
        }
    }
}
