package dev.fairlead.websocket.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * A server's certificate that was made for a test.
 *
 * @param store   the file with the key
 * @param context for a server that has the certificate and for a client that trusts it
 */
record TestCertificate(Path store, SSLContext context) {
    static final String PASSWORD = "password";

    static TestCertificate make(Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).inheritIO().start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        keys.setCertificateEntry("trusted", keys.getCertificate("server"));
        try (var out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return new TestCertificate(store, context);
    }

    /** A client that trusts the server and shows no certificate. */
    SSLContext anonymous() throws GeneralSecurityException {
        TrustManager trusting = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {
                throw new IllegalStateException("a client asks servers only");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {
                // there is one server
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext anonymous = SSLContext.getInstance("TLS");
        anonymous.init(null, new TrustManager[] {trusting}, null);
        return anonymous;
    }

    /** Makes a connector of Tomcat a secure one that asks clients for a certificate and does without. */
    void configure(Connector connector) {
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTruststoreFile(store.toString());
        host.setTruststorePassword(PASSWORD);
        host.setTruststoreType("PKCS12");
        SSLHostConfigCertificate keys = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        keys.setCertificateKeystoreFile(store.toString());
        keys.setCertificateKeystorePassword(PASSWORD);
        keys.setCertificateKeyAlias("server");
        host.addCertificate(keys);
        connector.addSslHostConfig(host);
    }

    /** Connects over TLS. */
    RawClient connect(int port, String pipelined) throws IOException {
        return RawClient.on(plain -> context.getSocketFactory().createSocket(plain, "localhost", port, true), port, pipelined);
    }
}
