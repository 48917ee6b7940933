package dev.fairlead.websocket.client;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** How a client does TLS: the peer's certificate must be trusted by the context and made out to the URI's host. */
final class TlsClient {
    private TlsClient() {
    }

    /**
     * An engine for one connection.
     *
     * @param context keys, trust and protocols; null for the JVM's default
     * @param target  whom to expect
     * @return in client mode
     * @throws IOException if the JVM's default context can't be made
     */
    static SSLEngine engine(SSLContext context, Target target) throws IOException {
        SSLEngine engine = (context == null ? defaultContext() : context).createSSLEngine(target.host(), target.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (!target.isAddress()) {
            setServerName(parameters, target.host());
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The JDK alone names no host without a dot. */
    private static void setServerName(SSLParameters parameters, String host) {
        try {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        } catch (IllegalArgumentException noName) {
            // Names with an underscore can't be named (RFC 6066 section 3); the server then shows its default
            // certificate.
            parameters.setServerNames(List.of());
        }
    }

    private static SSLContext defaultContext() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException failure) {
            throw new IOException("the JVM's default SSLContext can't be made: " + failure.getMessage(), failure);
        }
    }

    /** Names the host, and the innermost reason, which says more than the outer ones. */
    static SSLException failed(Target target, SSLException failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        return new SSLException("TLS with " + target + " failed: " + reason.getMessage(), failure);
    }
}
