package dev.fairlead.websocket.container;

import dev.fairlead.websocket.ClientExtension;
import dev.fairlead.websocket.ServerExtension;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import jakarta.websocket.Extension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An extension for either side that changes nothing, notes what it sees, and fails where it is told to. */
final class Probe implements ServerExtension, ClientExtension {
    /** Where it can fail. */
    enum Place { OFFER, ACCEPT, CONFIRM, DECODE, ENCODE, CLOSE }

    private final String name;
    private final int rsvBits;
    private final List<String> log;
    private final Map<Place, Throwable> failures = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /**
     * Creates one.
     *
     * @param log of several, in the order of their calls
     */
    Probe(String name, int rsvBits, List<String> log) {
        this.name = name;
        this.rsvBits = rsvBits;
        this.log = log;
    }

    Probe(String name, int rsvBits) {
        this(name, rsvBits, new CopyOnWriteArrayList<>());
    }

    /** Fails from now on; in messages, not in control frames. */
    Probe failing(Place place, Throwable failure) {
        failures.put(place, failure);
        return this;
    }

    int created() {
        return created.get();
    }

    int closed() {
        return closed.get();
    }

    private void pass(Place place) {
        Throwable failure = failures.get(place);
        if (failure != null) {
            throw Probe.<RuntimeException>unchecked(failure);
        }
    }

    /** Throws as it is also what a method doesn't declare, as code in other languages may. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String getName() {
        return name();
    }

    @Override
    public List<Extension.Parameter> getParameters() {
        return List.of();
    }

    @Override
    public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
        pass(Place.ACCEPT);
        return Optional.of(new Accepted(List.of(), new Probing()));
    }

    @Override
    public List<ExtensionParameter> offer() {
        pass(Place.OFFER);
        return List.of();
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted) {
        pass(Place.CONFIRM);
        return new Probing();
    }

    private final class Probing implements NegotiatedExtension {
        Probing() {
            created.incrementAndGet();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<ExtensionParameter> parameters() {
            return List.of();
        }

        @Override
        public int rsvBits() {
            return rsvBits;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            return seen("decodes", incoming, Place.DECODE);
        }

        @Override
        public Frame encode(Frame outgoing) {
            return seen("encodes", outgoing, Place.ENCODE);
        }

        private Frame seen(String what, Frame frame, Place place) {
            if (frame.opcode() == Opcode.TEXT || frame.opcode() == Opcode.BINARY) {
                log.add(name + ' ' + what + ((frame.rsv() & Frame.RSV1) == 0 ? " plain" : " compressed"));
                pass(place);
            }
            return frame;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            pass(Place.CLOSE);
        }
    }
}
