package dev.fairlead.benchmarks.endpoints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key for TLS, new each time, with a certificate that it has signed itself: clients of the benchmarks don't look at it.
 * It lies in a file that {@link #close} deletes.
 */
public final class TlsKey implements AutoCloseable {
    /** The password of the key store and of the key. */
    public static final String PASSWORD = "benchmark";

    private static final String TYPE = "PKCS12";

    private final Path file;

    private TlsKey(Path file) {
        this.file = file;
    }

    /**
     * Makes a key on the curve P-256, with the JDK's keytool.
     *
     * @return the key
     */
    public static TlsKey create() throws IOException, InterruptedException {
        Path file = Files.createTempDirectory("benchmark-tls").resolve("key.p12");
        Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair",
                "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-dname", "CN=localhost",
                "-storetype", TYPE, "-storepass", PASSWORD, "-keystore", file.toString())
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool makes no key: " + said.strip());
        }
        return new TlsKey(file);
    }

    /**
     * The key store.
     *
     * @return a file of the type PKCS12
     */
    public Path file() {
        return file;
    }

    /**
     * The key store, read.
     *
     * @return with one key
     */
    public KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /**
     * The JDK's TLS with that key.
     *
     * @return for servers
     */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }
}
