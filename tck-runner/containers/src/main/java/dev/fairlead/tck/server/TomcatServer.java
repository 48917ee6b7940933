package dev.fairlead.tck.server;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.tck.spi.WebServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat, 10.1 or 11: whichever its class loader has. */
public final class TomcatServer implements WebServer {
    private final Tomcat tomcat = new Tomcat();
    private final Map<String, Context> contexts = new HashMap<>();

    /** Creates a server that isn't started. */
    public TomcatServer() {
    }

    @Override
    public int start() throws Exception {
        // The JVM has one place for such a factory, and several Tomcats may run in it.
        TomcatURLStreamHandlerFactory.disable();
        tomcat.setBaseDir(Files.createTempDirectory("fairlead-tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.getEngine().setParentClassLoader(getClass().getClassLoader());
        tomcat.addUser(TestUser.NAME, TestUser.PASSWORD);
        tomcat.addRole(TestUser.NAME, TestUser.ROLE);
        tomcat.start();
        return connector.getLocalPort();
    }

    @Override
    public int deploy(Application application) throws Exception {
        StandardContext context = new StandardContext();
        context.setPath(application.contextPath());
        context.setName(application.contextPath());
        application.parameters().forEach(context::addParameter);
        if (application.embedded()) {
            configureEmbedded(context, application);
        } else {
            configureWar(context, application);
        }
        try (LoggedErrors errors = new LoggedErrors("org.apache.catalina.core")) {
            tomcat.getHost().addChild(context);
            if (!context.getState().isAvailable()) {
                tomcat.getHost().removeChild(context);
                throw new IllegalStateException("Tomcat did not start " + application.contextPath(), errors.first());
            }
        }
        contexts.put(application.contextPath(), context);
        return tomcat.getConnector().getLocalPort();
    }

    private void configureWar(StandardContext context, Application application) {
        context.setDocBase(application.directory().toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        // What is on the tests' class path is nobody's application.
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    }

    private void configureEmbedded(StandardContext context, Application application) throws Exception {
        Path empty = Files.createTempDirectory("fairlead-docs");
        context.setDocBase(empty.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        URL[] classes = {application.classesDirectory().toUri().toURL()};
        ClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader());
        context.setParentClassLoader(loader);
        context.addServletContainerInitializer(new EmbeddedApplication(application), Set.of());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        Context context = contexts.remove(contextPath);
        if (context != null) {
            tomcat.getHost().removeChild(context);
        }
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
