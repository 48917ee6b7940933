package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.ServiceLoader;

/** Gives clients the one container that they share. Found by {@link java.util.ServiceLoader}. */
public final class FairleadContainerProvider extends ContainerProvider {
    private static final class Shared {
        private static final FairleadWebSocketContainer CONTAINER =
                new FairleadWebSocketContainer(SettingsReader.system(), null, instances());

        private static InstanceProvider instances() {
            return ServiceLoader.load(InstanceProvider.class, FairleadContainerProvider.class.getClassLoader())
                    .findFirst().orElse(InstanceProvider.CONSTRUCTORS);
        }
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
