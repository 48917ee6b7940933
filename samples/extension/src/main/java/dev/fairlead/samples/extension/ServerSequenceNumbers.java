package dev.fairlead.samples.extension;

import dev.fairlead.websocket.ServerExtension;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import java.util.List;
import java.util.Optional;

/**
 * A server's factory. The client offers {@code sequence-number; bytes=N}; the server accepts with {@code bytes} of at
 * most N. Immutable.
 */
public final class ServerSequenceNumbers implements ServerExtension {
    private final int mostBytes;

    /** Accepts numbers of any width: what {@link java.util.ServiceLoader} creates. */
    public ServerSequenceNumbers() {
        this(4);
    }

    /**
     * Limits the width.
     *
     * @param mostBytes how many bytes a number has at most, 1 to 4
     */
    public ServerSequenceNumbers(int mostBytes) {
        this.mostBytes = NumberWidth.require(mostBytes);
    }

    @Override
    public String name() {
        return SequenceNumbers.NAME;
    }

    @Override
    public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
        int offered = NumberWidth.of(offer);
        if (offered == NumberWidth.INVALID) {
            // an offer that isn't understood is no error: the connection goes on without the extension
            return Optional.empty();
        }
        NegotiatedExtension extension = new SequenceNumbers(Math.min(offered, mostBytes));
        return Optional.of(new Accepted(extension.parameters(), extension));
    }
}
