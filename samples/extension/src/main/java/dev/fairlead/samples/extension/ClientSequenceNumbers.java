package dev.fairlead.samples.extension;

import dev.fairlead.websocket.ClientExtension;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import java.util.List;

/** A client's factory: the twin of {@link ServerSequenceNumbers}. Immutable. */
public final class ClientSequenceNumbers implements ClientExtension {
    private final int mostBytes;

    /** Offers numbers of four bytes: what {@link java.util.ServiceLoader} creates. */
    public ClientSequenceNumbers() {
        this(4);
    }

    /**
     * Sets the width to offer.
     *
     * @param mostBytes how many bytes a number has at most, 1 to 4
     */
    public ClientSequenceNumbers(int mostBytes) {
        this.mostBytes = NumberWidth.require(mostBytes);
    }

    @Override
    public String name() {
        return SequenceNumbers.NAME;
    }

    @Override
    public List<ExtensionParameter> offer() {
        return List.of(new ExtensionParameter(SequenceNumbers.BYTES, Integer.toString(mostBytes)));
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted)
            throws ExtensionNegotiationException {
        int bytes = NumberWidth.of(response);
        if (bytes == NumberWidth.INVALID || bytes > mostBytes) {
            throw new ExtensionNegotiationException("the server answered " + new ExtensionOffer(name(), response)
                    + " to " + new ExtensionOffer(name(), offer()));
        }
        return new SequenceNumbers(bytes);
    }
}
