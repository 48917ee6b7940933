package dev.fairlead.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Blocking sends hold Tomcat's threads while their peers don't read, and Tomcat needs a thread to find out that one reads
 * again. So at least one has to be free, as docs/containers.md says.
 */
@Timeout(60)
class TomcatThreadsTest {
    private static final int THREADS = 4;
    private static final byte[] EMPTY_TEXT = {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0};
    /** More than a peer's and a server's socket hold. */
    private static final byte[] MUCH = new byte[24 << 20];
    private static final int HEAD = 10;

    private static final AtomicInteger SENDING = new AtomicInteger();
    private static final BlockingQueue<String> OUTCOMES = new LinkedBlockingQueue<>();

    private final List<RawClient> clients = new ArrayList<>();
    private Tomcat tomcat;
    private int port;

    /** Sends more than a peer takes that doesn't read. */
    @ServerEndpoint("/blocking")
    public static class Blocking {
        @OnMessage
        public void on(String text, Session session) throws IOException {
            SENDING.incrementAndGet();
            session.getBasicRemote().sendBinary(ByteBuffer.wrap(MUCH));
            OUTCOMES.add("sent");
        }

        @OnError
        public void error(Throwable error) {
            OUTCOMES.add(error.toString());
        }
    }

    /** The same without waiting. */
    @ServerEndpoint("/asynchronous")
    public static class Asynchronous {
        @OnMessage
        public void on(String text, Session session) {
            SENDING.incrementAndGet();
            session.getAsyncRemote().sendBinary(ByteBuffer.wrap(MUCH),
                    result -> OUTCOMES.add(result.isOK() ? "sent" : result.getException().toString()));
        }
    }

    private void start(boolean virtual) throws Exception {
        SENDING.set(0);
        OUTCOMES.clear();
        tomcat = new Tomcat();
        tomcat.setBaseDir("target/tomcat");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(THREADS));
        connector.setProperty("useVirtualThreads", Boolean.toString(virtual));
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        context.addServletContainerInitializer(new FairleadInitializer(), Set.of(Blocking.class, Asynchronous.class));
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet").addMapping("/");
        tomcat.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        if (tomcat != null) {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private void everyPeerGetsAllOfIt(String path, int peers) throws Exception {
        for (int i = 0; i < peers; i++) {
            RawClient client = new RawClient(port, path, "");
            clients.add(client);
            client.socket.getOutputStream().write(EMPTY_TEXT);
        }
        await().until(() -> SENDING.get() == peers);
        assertThat(OUTCOMES).as("nobody reads").isEmpty();
        for (RawClient client : clients) {
            assertThat(client.socket.getInputStream().skip(HEAD + MUCH.length)).isEqualTo(HEAD + MUCH.length);
        }
        for (int i = 0; i < peers; i++) {
            assertThat(OUTCOMES.poll(10, TimeUnit.SECONDS)).isEqualTo("sent");
        }
    }

    @Test
    void oneThreadThatIsFreeIsEnoughForAllBlockingSends() throws Exception {
        start(false);
        everyPeerGetsAllOfIt("/blocking", THREADS - 1);
    }

    @Test
    void asynchronousSendsNeedNoThreadEach() throws Exception {
        start(false);
        everyPeerGetsAllOfIt("/asynchronous", THREADS + 2);
    }

    @Test
    void virtualThreadsAreNeverAllTaken() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
        start(true);
        everyPeerGetsAllOfIt("/blocking", THREADS + 2);
    }
}
