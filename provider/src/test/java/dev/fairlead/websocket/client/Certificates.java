package dev.fairlead.websocket.client;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of our own for one host, made by the JDK's keytool when it is first wanted. */
enum Certificates {
    /** Made out to localhost and 127.0.0.1. */
    LOCALHOST("dns:localhost,ip:127.0.0.1"),
    /** Made out to somebody else. */
    OTHER_HOST("dns:other.example");

    private static final char[] PASSWORD = "password".toCharArray();
    private final String names;
    private KeyStore store;

    Certificates(String names) {
        this.names = names;
    }

    /** What a server needs that shows the certificate. */
    SSLContext server() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a client needs that trusts the certificate. */
    SSLContext client() throws Exception {
        return client("TLS");
    }

    /** As {@link #client()}, with a protocol at most. */
    SSLContext client(String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("peer", store().getCertificate("peer"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private synchronized KeyStore store() throws Exception {
        if (store == null) {
            Path directory = Files.createTempDirectory("certificates");
            Path file = directory.resolve("store.p12");
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "peer", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test",
                    "-ext", "san=" + names, "-validity", "2", "-storetype", "PKCS12", "-storepass", "password",
                    "-keystore", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.txt").toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.txt")));
            }
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                loaded.load(in, PASSWORD);
            }
            store = loaded;
        }
        return store;
    }
}
