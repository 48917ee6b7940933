package dev.fairlead.it.suite;

import dev.fairlead.websocket.ServerExtension;
import dev.fairlead.websocket.Uncompressed;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Endpoints whose sessions have an extension of their own beside permessage-deflate. */
public final class PipelineEndpoints {
    private PipelineEndpoints() {
    }

    /** The one with the extensions. */
    static ServerEndpointConfig config() {
        return ServerEndpointConfig.Builder.create(Echo.class, "/pipeline/{key}")
                .extensions(List.of(new Flip("x-flip", Frame.RSV2), new Flip("x-thief", Frame.RSV1))).build();
    }

    /** Returns texts, and notes how its session ends. */
    public static class Echo extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(text));
        }

        @Override
        public void onError(Session session, Throwable error) {
            Notes.add(session.getPathParameters().get("key"), error.getMessage());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            Notes.add(session.getPathParameters().get("key"), "closed " + reason.getCloseCode().getCode());
        }
    }

    /** Returns texts uncompressed, and other data as it comes. */
    @ServerEndpoint("/uncompressed")
    public static class Secret {
        @OnMessage
        @Uncompressed
        public String on(String text) {
            return text;
        }

        @OnMessage
        public byte[] on(byte[] data) {
            return data;
        }
    }

    /** Turns every byte of a message over and sets its bit. Fails where the message or its offer says so. */
    private record Flip(String name, int rsvBits) implements ServerExtension {
        @Override
        public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
            if (offer.contains(ExtensionParameter.flag("fail"))) {
                throw new IllegalStateException("told to fail");
            }
            return Optional.of(new Accepted(offer, new Flipping(name, rsvBits)));
        }
    }

    private record Flipping(String name, int rsvBits) implements NegotiatedExtension {
        @Override
        public List<ExtensionParameter> parameters() {
            return List.of();
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            if (incoming.opcode().isControl()) {
                return incoming;
            }
            Frame decoded = flipped(incoming).withRsv(incoming.rsv() & ~rsvBits);
            failIf(decoded, "fail to decode");
            return decoded;
        }

        @Override
        public Frame encode(Frame outgoing) {
            if (outgoing.opcode().isControl()) {
                return outgoing;
            }
            failIf(outgoing, "fail to encode");
            return flipped(outgoing).withRsv(outgoing.rsv() | rsvBits);
        }

        private static void failIf(Frame frame, String told) {
            if (StandardCharsets.UTF_8.decode(frame.payload().duplicate()).toString().equals(told)) {
                throw new NoClassDefFoundError("told to " + told);
            }
        }

        private static Frame flipped(Frame frame) {
            ByteBuffer payload = frame.payload().duplicate();
            ByteBuffer flipped = ByteBuffer.allocate(payload.remaining());
            while (payload.hasRemaining()) {
                flipped.put((byte) ~payload.get());
            }
            return frame.withPayload(flipped.flip());
        }

        @Override
        public void close() {
            if (name.equals("x-flip")) {
                throw new IllegalStateException("fails to close, always");
            }
        }
    }
}
