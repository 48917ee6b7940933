package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with its own WebSocket. */
public final class TomcatServer {
    private TomcatServer() {
    }

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setConnector(connector(Listening.port(args), args));
        if (Listening.hasTls(args)) {
            try (TlsKey key = TlsKey.create()) {
                Connector connector = connector(Listening.tlsPort(args), args);
                addTls(connector, key);
                tomcat.setConnector(connector);
            }
        }
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), Set.of(TomcatEcho.class, TomcatBroadcast.class));
        // Without a servlet, no filter chain is built, and WebSocket is a filter here.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        tomcat.start();
        Listening.ready(args);
        tomcat.getServer().await();
    }

    private static Connector connector(int port, String... args) {
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setProperty("address", Listening.HOST);
        connector.setProperty("acceptCount", String.valueOf(Listening.BACKLOG));
        connector.setProperty("maxConnections", "30000");
        connector.setProperty("useVirtualThreads", String.valueOf(Listening.virtualThreads(args)));
        connector.setThrowOnFailure(true);
        return connector;
    }

    private static void addTls(Connector connector, TlsKey key) throws Exception {
        SSLHostConfig tls = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(key.keyStore());
        certificate.setCertificateKeystorePassword(TlsKey.PASSWORD);
        tls.addCertificate(certificate);
        connector.addSslHostConfig(tls);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
    }
}
