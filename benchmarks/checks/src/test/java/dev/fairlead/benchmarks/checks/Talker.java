package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that keeps what comes. */
final class Talker extends Endpoint implements AutoCloseable {
    private static final int LIMIT = 33 << 20;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private Session session;

    static Talker connect(URI uri, ClientEndpointConfig config) throws DeploymentException, IOException {
        Talker talker = new Talker();
        talker.session = ContainerProvider.getWebSocketContainer().connectToServer(talker, config, uri);
        return talker;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.setMaxTextMessageBufferSize(LIMIT);
        opened.setMaxBinaryMessageBufferSize(LIMIT);
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) received::add);
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> {
            received.add(ByteBuffer.allocate(message.remaining()).put(message).flip());
        });
    }

    @Override
    public void onError(Session failed, Throwable error) {
        received.add(error);
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        received.add(reason);
    }

    List<String> extensions() {
        return session.getNegotiatedExtensions().stream().map(Extension::getName).toList();
    }

    void send(String text) throws IOException {
        session.getBasicRemote().sendText(text);
    }

    void send(ByteBuffer binary) throws IOException {
        session.getBasicRemote().sendBinary(binary);
    }

    /** The next message: a String or a ByteBuffer, or what ended the connection; null if none comes in time. */
    Object receive() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    void receiveUntil(String text) throws InterruptedException {
        Object message;
        do {
            message = receive();
            assertThat(message).isInstanceOf(String.class);
        } while (!message.equals(text));
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
