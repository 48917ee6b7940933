package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Fairlead mounted in a Tomcat that is set up as the one with Tomcat's own WebSocket. Under the name fairlead-servlet it takes
 * the transport for any servlet container instead of the one for Tomcat.
 */
public final class FairleadTomcat {
    private FairleadTomcat() {
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
        if (args[0].startsWith("fairlead-servlet")) {
            context.addParameter(Fairlead.TRANSPORT, "servlet");
        }
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext), Set.of());
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

    private static void deploy(ServletContext context) throws ServletException {
        FairleadServerContainer container = Fairlead.install(context);
        try {
            container.addEndpoint(Echo.class);
            container.addEndpoint(FairleadBroadcast.class);
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }
}
