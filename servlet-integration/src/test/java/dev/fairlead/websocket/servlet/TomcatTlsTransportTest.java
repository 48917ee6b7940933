package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.tomcat.TomcatSwitch;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS, where Tomcat's channel can't be shut on one side. */
class TomcatTlsTransportTest extends TransportContract implements EndOfTls {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(directory);
    }

    @Override
    StubFilter filter() {
        return new StubFilter(TomcatSwitch::new);
    }

    @Override
    EmbeddedServer server(StubFilter stub) throws Exception {
        Connector connector = new Connector();
        certificate.configure(connector);
        return EmbeddedServer.tomcat(stub, connector);
    }

    @Override
    RawClient connect(StubUpgrade upgrade, String pipelined) throws IOException {
        filter.next = upgrade;
        return certificate.connect(server.port(), pipelined);
    }

    @Override
    public EmbeddedServer server() {
        return server;
    }

    @Override
    public TestCertificate certificate() {
        return certificate;
    }

    @Override
    public void next(StubUpgrade upgrade) {
        filter.next = upgrade;
    }
}
