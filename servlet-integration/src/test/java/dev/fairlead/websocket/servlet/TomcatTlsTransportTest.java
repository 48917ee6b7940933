package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.tomcat.TomcatSwitch;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS, where Tomcat's channel can't be shut on one side. */
class TomcatTlsTransportTest extends TransportContract {
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
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate keys = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        keys.setCertificateKeystoreFile(certificate.store().toString());
        keys.setCertificateKeystorePassword(TestCertificate.PASSWORD);
        host.addCertificate(keys);
        connector.addSslHostConfig(host);
        return EmbeddedServer.tomcat(stub, connector);
    }

    @Override
    RawClient connect(StubUpgrade upgrade, String pipelined) throws IOException {
        filter.next = upgrade;
        return certificate.connect(server.port(), pipelined);
    }
}
