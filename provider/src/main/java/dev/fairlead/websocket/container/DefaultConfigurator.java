package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ServerEndpointConfig.Configurator.getContainerDefaultConfigurator} gives. Without state.
 */
public final class DefaultConfigurator extends ServerEndpointConfig.Configurator {
    /** Creates one; found by {@link java.util.ServiceLoader}. */
    public DefaultConfigurator() {
    }

    /** The first of the client's list that the server supports; empty if there is none. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        for (String subprotocol : requested) {
            if (supported.contains(subprotocol)) {
                return subprotocol;
            }
        }
        return "";
    }

    /** All requested extensions that are installed, in the client's order. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        List<Extension> negotiated = new ArrayList<>();
        for (Extension extension : requested) {
            if (installed.stream().anyMatch(known -> known.getName().equals(extension.getName()))) {
                negotiated.add(extension);
            }
        }
        return negotiated;
    }

    /** True: the setting {@code fairlead.origins} has been asked before. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    /** Changes nothing. */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // nothing to change
    }

    /** A new instance at each call. */
    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return InstanceProvider.CONSTRUCTORS.create(endpointClass);
    }
}
