package dev.fairlead.websocket.servlet;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class GenericTransportOnUndertowTlsTest extends GenericTransportOnUndertowTest implements EndOfTls {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(directory);
    }

    @Override
    EmbeddedServer server(StubFilter stub) throws Exception {
        return EmbeddedServer.undertow(stub, certificate.context());
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
