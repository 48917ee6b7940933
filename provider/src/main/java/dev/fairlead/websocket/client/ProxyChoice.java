package dev.fairlead.websocket.client;

import dev.fairlead.websocket.ClientAccess;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Through which proxy a server is reached. */
final class ProxyChoice {
    private ProxyChoice() {
    }

    /**
     * Asks the settings, and the JVM's {@link ProxySelector} where they leave it to that. The selector is asked for http or
     * https, which it knows; of its answers the first HTTP proxy counts.
     *
     * @param target the server
     * @param access the settings
     * @return the proxy; empty if there is none in between
     */
    static Optional<Target> of(Target target, ClientAccess access) {
        return switch (access.proxy()) {
            case ClientAccess.NO_PROXY -> Optional.empty();
            case ClientAccess.SYSTEM_PROXY -> selected(target);
            default -> {
                URI proxy = URI.create(access.proxy());
                yield Optional.of(Target.proxy(proxy.getHost(), proxy.getPort()));
            }
        };
    }

    private static Optional<Target> selected(Target target) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return Optional.empty();
        }
        List<Proxy> proxies;
        try {
            proxies = selector.select(URI.create((target.secure() ? "https://" : "http://") + target));
        } catch (IllegalArgumentException unknown) {
            // a host that the selector can't read has no proxy
            return Optional.empty();
        }
        return proxies.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress)
                .findFirst()
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> Target.proxy(address.getHostString(), address.getPort()));
    }
}
