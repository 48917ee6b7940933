package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Listening;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with its own WebSocket. */
public final class TomcatServer {
    private TomcatServer() {
    }

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(Listening.port(args));
        connector.setProperty("address", Listening.HOST);
        connector.setProperty("acceptCount", String.valueOf(Listening.BACKLOG));
        connector.setProperty("maxConnections", "30000");
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), Set.of(TomcatEcho.class, TomcatBroadcast.class));
        // Without a servlet, no filter chain is built, and WebSocket is a filter here.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        tomcat.start();
        Listening.ready(args);
        tomcat.getServer().await();
    }
}
