package dev.fairlead.websocket.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the peer's end is told where TLS and TCP have one each, and one read may meet it together with data. */
interface EndOfTls {
    /** What listens, and shows a certificate. */
    EmbeddedServer server();

    TestCertificate certificate();

    /** Says what the next request is upgraded to. */
    void next(StubUpgrade upgrade);

    @ParameterizedTest(name = "{0}, \"{1}\", and the end of TCP: {2}")
    @CsvSource({"TLSv1.2, last words, false", "TLSv1.2, last words, true", "TLSv1.2, '', false", "TLSv1.2, '', true",
        "TLSv1.3, last words, false", "TLSv1.3, last words, true", "TLSv1.3, '', false", "TLSv1.3, '', true"})
    default void endThatOneReadMeetsWithDataIsToldOnce(String protocol, String data, boolean fin) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        StubUpgrade upgrade = TransportContract.blocking(busy, release);
        AtomicReference<HeldSocket> below = new AtomicReference<>();
        next(upgrade);
        try (RawClient client = RawClient.on(plain -> {
            below.set(new HeldSocket(plain));
            return tls(below.get(), protocol);
        }, server().port(), "")) {
            client.send("first,");
            assertThat(busy.await(10, SECONDS)).isTrue();
            below.get().hold();
            client.send(data);
            client.socket.shutdownOutput();
            below.get().release(fin);
            release.countDown();
            await().until(() -> upgrade.ends() > 0);
            assertThat(upgrade.eofs).as("ends in good order").hasValue(1);
            assertThat(upgrade.text()).isEqualTo("first," + data);
            client.readToEnd();
            assertThat(upgrade.ends()).isEqualTo(1);
        } finally {
            release.countDown();
        }
    }

    private Socket tls(Socket below, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) certificate().context().getSocketFactory()
                .createSocket(below, "localhost", below.getPort(), true);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }
}
