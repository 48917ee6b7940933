package dev.fairlead.websocket.container;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;

/** Gives clients the one container that they share. Found by {@link java.util.ServiceLoader}. */
public final class FairleadContainerProvider extends ContainerProvider {
    private static final class Shared {
        private static final FairleadWebSocketContainer CONTAINER =
                new FairleadWebSocketContainer(SettingsReader.system());
    }

    /** Creates a provider. */
    public FairleadContainerProvider() {
    }

    /** The same container at each call. */
    @Override
    protected WebSocketContainer getContainer() {
        return Shared.CONTAINER;
    }
}
