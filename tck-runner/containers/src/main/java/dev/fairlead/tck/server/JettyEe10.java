package dev.fairlead.tck.server;

import dev.fairlead.tck.spi.Application;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Jetty 12.1 with the environment ee10. */
public final class JettyEe10 extends JettyServer {
    /** Creates a server that isn't started. */
    public JettyEe10() {
    }

    @Override
    ContextHandler war(Application application, LoginService login) {
        WebAppContext context = new WebAppContext();
        context.setWar(application.directory().toString());
        context.setParentLoaderPriority(false);
        context.setThrowUnavailableOnStartupException(true);
        context.getSecurityHandler().setLoginService(login);
        application.parameters().forEach(context::setInitParameter);
        return context;
    }

    @Override
    ContextHandler embedded(Application application) {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        application.parameters().forEach(context::setInitParameter);
        context.addServletContainerInitializer(new EmbeddedApplication(application));
        return context;
    }
}
