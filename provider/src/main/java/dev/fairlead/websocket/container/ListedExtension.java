package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.List;
import java.util.Optional;

/**
 * An extension that an application lists by name and parameters, without an implementation: it is negotiated with whatever
 * parameters the peer says, and does nothing.
 *
 * @param name  as in the header
 * @param offer what a client asks for
 */
record ListedExtension(String name, List<ExtensionParameter> offer)
        implements ServerExtensionFactory, ClientExtensionFactory {
    private record Passive(String name, List<ExtensionParameter> parameters) implements NegotiatedExtension {
        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public boolean needsWholeFrames() {
            return false;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            return outgoing;
        }
    }

    ListedExtension(ExtensionOffer offer) {
        this(offer.name(), offer.parameters());
    }

    @Override
    public Optional<Accepted> accept(List<ExtensionParameter> asked, List<NegotiatedExtension> accepted) {
        return Optional.of(new Accepted(asked, new Passive(name, asked)));
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted) {
        return new Passive(name, response);
    }
}
