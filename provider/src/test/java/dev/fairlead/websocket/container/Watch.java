package dev.fairlead.websocket.container;

import dev.fairlead.websocket.ClientExtension;
import dev.fairlead.websocket.ServerExtension;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.Extension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An extension for either side that changes nothing and shows the frames that come, as those before it left them. */
final class Watch implements ServerExtension, ClientExtension {
    /** A frame that came. */
    record Seen(String form, int size) {
    }

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    /** The next data frame: its opcode, its reserved bits, whether it ends its message, and its size. */
    Seen next() throws InterruptedException {
        Seen frame = seen.poll(5, TimeUnit.SECONDS);
        return frame == null ? new Seen("nothing", 0) : frame;
    }

    @Override
    public String name() {
        return "watch";
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
        return Optional.of(new Accepted(List.of(), new Watching()));
    }

    @Override
    public List<ExtensionParameter> offer() {
        return List.of();
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted) {
        return new Watching();
    }

    private final class Watching implements NegotiatedExtension {
        @Override
        public String name() {
            return "watch";
        }

        @Override
        public List<ExtensionParameter> parameters() {
            return List.of();
        }

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            if (!incoming.opcode().isControl()) {
                seen.add(new Seen(incoming.opcode() + ((incoming.rsv() & Frame.RSV1) == 0 ? "" : " compressed")
                        + (incoming.fin() ? "" : " ..."), incoming.payload().remaining()));
            }
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            return outgoing;
        }
    }
}
