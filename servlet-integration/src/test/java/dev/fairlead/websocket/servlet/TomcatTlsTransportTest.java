package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.tomcat.TomcatSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS, where Tomcat's channel can't be shut on one side. */
class TomcatTlsTransportTest extends TransportContract {
    private static final String PASSWORD = "password";

    @TempDir
    static Path directory;

    private static SSLContext trust;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).inheritIO().start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        trust = trust(store);
    }

    private static SSLContext trust(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
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
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystoreFile(directory.resolve("keys.p12").toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return EmbeddedServer.tomcat(stub, connector);
    }

    @Override
    RawClient connect(StubUpgrade upgrade, String pipelined) throws IOException {
        filter.next = upgrade;
        return RawClient.on(plain -> trust.getSocketFactory().createSocket(plain, "localhost", server.port(), true),
                server.port(), pipelined);
    }
}
