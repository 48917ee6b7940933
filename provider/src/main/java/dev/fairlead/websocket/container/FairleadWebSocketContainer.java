package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Extension;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The container of a client without a server. {@code ContainerProvider.getWebSocketContainer()} gives one that is shared and
 * never closed, with the settings of the system properties; a program that wants other settings or another executor creates
 * one of its own. Thread-safe.
 */
public final class FairleadWebSocketContainer extends FairleadContainer implements AutoCloseable {
    /**
     * Creates a container that runs endpoints on the default executor.
     *
     * @param settings limits and timeouts
     */
    public FairleadWebSocketContainer(Settings settings) {
        this(settings, null);
    }

    /**
     * Creates a container.
     *
     * @param settings limits and timeouts
     * @param executor runs the endpoints; null for the default: virtual threads where the JVM has them, else a cached pool of
     *                 daemon threads
     */
    public FairleadWebSocketContainer(Settings settings, Executor executor) {
        this(settings, executor, InstanceProvider.CONSTRUCTORS);
    }

    /**
     * Creates a container.
     *
     * @param settings  limits and timeouts
     * @param executor  runs the endpoints; null for the default
     * @param instances creates the endpoints that are given as classes, and all encoders and decoders
     */
    public FairleadWebSocketContainer(Settings settings, Executor executor, InstanceProvider instances) {
        super(settings, executor, instances, InstalledExtensions::clientOfThisThread);
    }

    /**
     * permessage-deflate, unless it is switched off, and what {@link java.util.ServiceLoader} finds: by the calling thread's
     * context class loader, and beside the provider.
     */
    @Override
    public Set<Extension> getInstalledExtensions() {
        Set<Extension> extensions = new LinkedHashSet<>();
        PerMessageDeflate.client(settings(), null).ifPresent(extensions::add);
        for (ClientExtensionFactory factory : InstalledExtensions.clientOfThisThread()) {
            extensions.add(factory instanceof Extension extension ? extension
                    : new NamedExtension(new ExtensionOffer(factory.name(), factory.offer())));
        }
        return extensions;
    }

    /** Closes all sessions with 1001, waits for the peers at most the close timeout, and ends all threads. */
    @Override
    public void close() {
        end(new CloseReason(CloseCodes.GOING_AWAY, "the client ends"));
    }
}
