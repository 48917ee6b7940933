package dev.fairlead.tck.server;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.tck.spi.WebServer;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.security.Credential;

/** Jetty 12.1; the subclasses know the environment. */
abstract class JettyServer implements WebServer {
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Map<String, ContextHandler> deployed = new HashMap<>();

    /**
     * Creates the context of a WAR.
     *
     * @param application the WAR
     * @param login       knows the test user
     */
    abstract ContextHandler war(Application application, LoginService login);

    /**
     * Creates the context of an embedded application, but for its class loader.
     *
     * @param application the application
     */
    abstract ContextHandler embedded(Application application);

    @Override
    public int start() throws Exception {
        server.setHandler(contexts);
        server.start();
        return port();
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public int deploy(Application application) throws Exception {
        ContextHandler context;
        if (application.embedded()) {
            URL[] classes = {application.classesDirectory().toUri().toURL()};
            context = embedded(application);
            context.setClassLoader(new URLClassLoader(classes, getClass().getClassLoader()));
        } else {
            context = war(application, login());
        }
        context.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
        contexts.addHandler(context);
        try {
            context.start();
        } catch (Exception e) {
            contexts.removeHandler(context);
            throw e;
        }
        // as Jetty's own deployer does: ids of HTTP sessions are renewed and ended only in contexts that the server manages
        contexts.manage(context);
        deployed.put(application.contextPath(), context);
        return port();
    }

    private static LoginService login() {
        UserStore users = new UserStore();
        users.addUser(TestUser.NAME, Credential.getCredential(TestUser.PASSWORD), new String[] {TestUser.ROLE});
        HashLoginService login = new HashLoginService("test");
        login.setUserStore(users);
        return login;
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        ContextHandler context = deployed.remove(contextPath);
        if (context != null) {
            context.stop();
            contexts.removeHandler(context);
        }
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
