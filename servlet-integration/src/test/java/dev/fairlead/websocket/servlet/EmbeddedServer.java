package dev.fairlead.websocket.servlet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import javax.net.ssl.SSLContext;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A real container with one filter on all paths. Connectors time out after a second of silence. */
record EmbeddedServer(int port, Stop stop) {
    /** How a container stops. */
    interface Stop {
        void run() throws Exception;
    }

    static final int IDLE_MILLIS = 1000;

    static EmbeddedServer tomcat(Filter filter) throws Exception {
        return tomcat(filter, "HTTP/1.1");
    }

    static EmbeddedServer tomcat(Filter filter, String protocol) throws Exception {
        return tomcat(filter, new Connector(protocol));
    }

    static EmbeddedServer tomcat(Filter filter, Connector connector) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("target/tomcat");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("connectionTimeout", Integer.toString(IDLE_MILLIS));
        connector.setProperty("keepAliveTimeout", Integer.toString(IDLE_MILLIS));
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        FilterDef definition = new FilterDef();
        definition.setFilterName("stub");
        definition.setFilter(filter);
        definition.setFilterClass(filter.getClass().getName());
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("stub");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet").addMapping("/");
        tomcat.start();
        return new EmbeddedServer(connector.getLocalPort(), () -> {
            if (tomcat.getServer().getState() != LifecycleState.DESTROYED) {
                tomcat.stop();
                tomcat.destroy();
            }
        });
    }

    static EmbeddedServer jetty(Filter filter) throws Exception {
        return jetty(filter, null);
    }

    /** With TLS if there is a context for it. */
    static EmbeddedServer jetty(Filter filter, SSLContext tls) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(8, 8);
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        SslContextFactory.Server secure = null;
        if (tls != null) {
            secure = new SslContextFactory.Server();
            secure.setSslContext(tls);
        }
        ServerConnector connector = new ServerConnector(server, 1, 1, secure);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(DefaultServlet.class, "/");
        server.setHandler(context);
        server.start();
        return new EmbeddedServer(connector.getLocalPort(), server::stop);
    }

    static EmbeddedServer undertow(Filter filter) throws Exception {
        return undertow(filter, null);
    }

    /** With TLS if there is a context for it. */
    static EmbeddedServer undertow(Filter filter, SSLContext tls) throws Exception {
        DeploymentManager deployment = Servlets.newContainer().addDeployment(Servlets.deployment()
                .setClassLoader(EmbeddedServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("stub")
                .addFilter(new FilterInfo("stub", filter.getClass(), new ImmediateInstanceFactory<>(filter))
                        .setAsyncSupported(true))
                .addFilterUrlMapping("stub", "/*", DispatcherType.REQUEST));
        deployment.deploy();
        Undertow undertow = Undertow.builder()
                .addListener(new Undertow.ListenerBuilder()
                        .setType(tls == null ? Undertow.ListenerType.HTTP : Undertow.ListenerType.HTTPS)
                        .setSslContext(tls)
                        .setHost("127.0.0.1")
                        .setRootHandler(deployment.start()))
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        return new EmbeddedServer(port, undertow::stop);
    }

    void close() throws Exception {
        stop.run();
    }
}
