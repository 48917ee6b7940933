package dev.fairlead.it.autobahn;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Fairlead's client: goes through the fuzzing server's cases and returns what it is sent, until the server closes. */
final class EchoClient implements FuzzingPeers.ClientUnderTest {
    private static final int LARGEST = 16 << 20;
    /** Longer than any case of the testsuite lasts. */
    private static final long CASE_MINUTES = 10;

    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    private final boolean compresses;

    EchoClient(Setting setting) {
        compresses = setting != Setting.DECLINED;
    }

    @Override
    public void run(int port, int cases) throws IOException, InterruptedException {
        for (int number = 1; number <= cases; number++) {
            URI uri = URI.create("ws://127.0.0.1:" + port + "/runCase?agent=fairlead&case=" + number);
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
            if (!compresses) {
                config.getUserProperties().put("fairlead.perMessageDeflate", false);
            }
            Echo echo = new Echo();
            try {
                container.connectToServer(echo, config, uri);
            } catch (DeploymentException e) {
                // The fuzzing server knows that the handshake failed, and why.
                continue;
            }
            if (!echo.closed.await(CASE_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("case number " + number + " hasn't been closed within " + CASE_MINUTES + " minutes");
            }
        }
    }

    private static final class Echo extends Endpoint {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(LARGEST);
            session.setMaxBinaryMessageBufferSize(LARGEST);
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            session.addMessageHandler(String.class, message -> {
                try {
                    remote.sendText(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            session.addMessageHandler(ByteBuffer.class, message -> {
                try {
                    remote.sendBinary(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void onError(Session session, Throwable error) {
            // Most cases are meant to fail; whether the close was right is the testsuite's to say.
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.countDown();
        }
    }
}
