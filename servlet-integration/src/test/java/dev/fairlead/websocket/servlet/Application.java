package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.ServerHandshakeRequest;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.security.Password;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** A small application in a real container, mounted by the initializer, under the context path {@code /app}. */
final class Application {
    enum Host { TOMCAT, TOMCAT_SERVLET, JETTY, UNDERTOW }

    private static final Class<?>[] ENDPOINTS = {Echo.class, Greeting.class, Asked.class};

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private TestCertificate certificate;
    private EmbeddedServer server;
    private EmbeddedServer.Stop undeploy;
    private WeakReference<ClassLoader> loader;

    Application with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Over TLS; clients may show a certificate, and the one given is trusted. */
    Application over(TestCertificate tls) {
        certificate = tls;
        return this;
    }

    Application start(Host host) throws Exception {
        server = switch (host) {
            case TOMCAT -> tomcat();
            case TOMCAT_SERVLET -> with(Fairlead.TRANSPORT, "servlet").tomcat();
            case JETTY -> jetty();
            case UNDERTOW -> undertow();
        };
        return this;
    }

    /** Stops the application; the server goes on. */
    void undeploy() throws Exception {
        undeploy.run();
    }

    /** The application's class loader. */
    WeakReference<ClassLoader> loader() {
        return loader;
    }

    int port() {
        return server.port();
    }

    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private EmbeddedServer tomcat() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("target/tomcat");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        if (certificate != null) {
            certificate.configure(connector);
        }
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("/app", null);
        context.addServletContainerInitializer(new FairleadInitializer(), Set.of(ENDPOINTS));
        parameters.forEach(context::addParameter);
        Tomcat.addServlet(context, "actions", new Actions()).addMapping("/*");
        tomcat.addUser("ada", "secret");
        tomcat.start();
        EmbeddedServer.Stop stop = () -> {
            if (tomcat.getServer().getState() != LifecycleState.DESTROYED) {
                tomcat.stop();
                tomcat.destroy();
            }
        };
        loader = new WeakReference<>(context.getLoader() == null ? null : context.getLoader().getClassLoader());
        undeploy = () -> tomcat.getHost().removeChild(tomcat.getHost().findChild("/app"));
        if (!context.getState().isAvailable()) {
            stop.run();
            throw new IllegalStateException("the application did not start");
        }
        return new EmbeddedServer(connector.getLocalPort(), stop);
    }

    private EmbeddedServer jetty() throws Exception {
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty, null, null, null, 1, 1, connections());
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app",
                ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
        UserStore users = new UserStore();
        users.addUser("ada", new Password("secret"), new String[0]);
        HashLoginService login = new HashLoginService("test");
        login.setUserStore(users);
        ConstraintSecurityHandler security = (ConstraintSecurityHandler) context.getSecurityHandler();
        security.setLoginService(login);
        security.setAuthenticator(new FormAuthenticator("/login", "/error", false));
        context.addServletContainerInitializer(new FairleadInitializer(), ENDPOINTS);
        parameters.forEach(context::setInitParameter);
        context.addServlet(new Actions(), "/*");
        context.setClassLoader(new URLClassLoader(new URL[0], Application.class.getClassLoader()));
        loader = new WeakReference<>(context.getClassLoader());
        ContextHandlerCollection contexts = new ContextHandlerCollection(context);
        undeploy = () -> {
            var deployed = contexts.getHandlers().get(0);
            deployed.stop();
            contexts.removeHandler(deployed);
            deployed.destroy();
        };
        jetty.setHandler(contexts);
        try {
            jetty.start();
        } catch (Exception e) {
            jetty.stop();
            throw e;
        }
        return new EmbeddedServer(connector.getLocalPort(), jetty::stop);
    }

    private ConnectionFactory[] connections() {
        HttpConfiguration http = new HttpConfiguration();
        if (certificate == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.context());
        tls.setWantClientAuth(true);
        return new ConnectionFactory[] {new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)};
    }

    private EmbeddedServer undertow() throws Exception {
        ClassLoader own = new URLClassLoader(new URL[0], Application.class.getClassLoader());
        loader = new WeakReference<>(own);
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(own)
                .setContextPath("/app")
                .setDeploymentName("app")
                .setIdentityManager(new OneUser())
                .setLoginConfig(new LoginConfig("FORM", "test", "/login", "/error"))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(FairleadInitializer.class,
                        new ImmediateInstanceFactory<>(new FairleadInitializer()), Set.of(ENDPOINTS)))
                .addServlet(new ServletInfo("actions", Actions.class).addMapping("/*"));
        parameters.forEach(info::addInitParameter);
        ServletContainer container = Servlets.newContainer();
        DeploymentManager deployment = container.addDeployment(info);
        deployment.deploy();
        PathHandler paths = new PathHandler().addPrefixPath("/app", deployment.start());
        Undertow undertow = Undertow.builder()
                .addListener(new Undertow.ListenerBuilder()
                        .setType(certificate == null ? Undertow.ListenerType.HTTP : Undertow.ListenerType.HTTPS)
                        .setSslContext(certificate == null ? null : certificate.context())
                        .setHost("127.0.0.1")
                        .setRootHandler(paths))
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUESTED)
                // a second worker would be started by the first, under the application's class loader, and keep it
                .setWorkerThreads(1)
                .build();
        undertow.start();
        undeploy = () -> {
            // looked up, so that nothing here holds the class loader
            DeploymentManager deployed = container.getDeployment("app");
            if (deployed != null) {
                paths.removePrefixPath("/app");
                DeploymentInfo old = deployed.getDeployment().getDeploymentInfo();
                deployed.stop();
                deployed.undeploy();
                container.removeDeployment(old);
            }
        };
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        EmbeddedServer.Stop first = undeploy;
        return new EmbeddedServer(port, () -> {
            first.run();
            undertow.stop();
        });
    }

    /** Knows Ada. */
    private static final class OneUser implements IdentityManager {
        private record Ada(Principal getPrincipal, Set<String> getRoles) implements Account {
        }

        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(String id, Credential credential) {
            return id.equals("ada") ? new Ada(() -> "ada", Set.of()) : null;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }
    }

    /** Answers with what it got. */
    @ServerEndpoint("/echo/{name}")
    public static class Echo {
        @OnMessage
        public String echo(String message, @PathParam("name") String name) {
            return name + ": " + message;
        }
    }

    /** Speaks first, as it opens, and then answers. */
    @ServerEndpoint("/greeting")
    public static class Greeting {
        @OnOpen
        public void greet(Session session) throws IOException {
            session.getBasicRemote().sendText("welcome");
        }

        @OnMessage
        public String echo(String message) {
            return message;
        }
    }

    /** Answers with what the request of its handshake knows. */
    @ServerEndpoint(value = "/asked", configurator = Asked.Keeping.class)
    public static class Asked {
        /** Keeps what has to be asked during the handshake. */
        public static class Keeping extends ServerEndpointConfig.Configurator {
            @Override
            public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request,
                    HandshakeResponse response) {
                ServerHandshakeRequest shown = (ServerHandshakeRequest) request;
                X509Certificate[] chain = shown.getUserX509CertificateChain();
                config.getUserProperties().put("shown", String.join(" ",
                        shown.getLocalAddress(), shown.getLocalHostName(), Integer.toString(shown.getLocalPort()),
                        shown.getRemoteAddress(), shown.getRemoteHostName(), Integer.toString(shown.getRemotePort()),
                        shown.getPreferredLocale().toLanguageTag(),
                        chain == null ? "null" : chain.length + " " + chain[0].getSubjectX500Principal().getName()));
            }
        }

        @OnMessage
        public String shown(String message, Session session) {
            return (String) session.getUserProperties().get("shown");
        }
    }

    /** Does on the HTTP side what tests want. */
    static final class Actions extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                switch (request.getPathInfo()) {
                    case "/enter" -> {
                        request.getSession(true);
                        request.login("ada", "secret");
                    }
                    case "/leave" -> request.logout();
                    case "/forget" -> request.getSession().invalidate();
                    case "/rename" -> request.changeSessionId();
                    case "/upgrade" -> container().upgradeHttpToWebSocket(new HttpServletRequestWrapper(request),
                            new HttpServletResponseWrapper(response),
                            ServerEndpointConfig.Builder.create(Echo.class, "/elsewhere/{name}").build(),
                            Map.of("name", "upgraded"));
                    default -> response.getWriter().print("servlet " + request.getPathInfo());
                }
            } catch (jakarta.servlet.ServletException | DeploymentException | IllegalStateException e) {
                response.sendError(500, e.toString());
            }
        }

        private ServerContainer container() {
            return (ServerContainer) getServletContext().getAttribute(Fairlead.ATTRIBUTE);
        }
    }
}
