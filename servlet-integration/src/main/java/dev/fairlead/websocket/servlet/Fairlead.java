package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadContainerProvider;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.container.SettingsReader;
import dev.fairlead.websocket.servlet.injection.InjectedInstances;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Mounts Fairlead in a servlet context. A web application with Fairlead in {@code WEB-INF/lib} needs nothing of this: the
 * initializer is found. Embedders that scan nothing (Spring Boot and the like) call {@link #install}.
 */
public final class Fairlead {
    /** The context attribute under which applications find the server container (Jakarta WebSocket section 6.4). */
    public static final String ATTRIBUTE = "jakarta.websocket.server.ServerContainer";

    /**
     * The context parameter that forces a transport: {@code auto} (the default), {@code tomcat}, {@code jetty} or
     * {@code servlet}.
     */
    public static final String TRANSPORT = "fairlead.transport";

    private static final Logger LOG = System.getLogger("dev.fairlead.websocket.servlet");
    private static final String FILTER = "Fairlead WebSocket";
    private static final String TOMCAT_FILTER_CLASS = "org.apache.tomcat.websocket.server.WsFilter";

    private Fairlead() {
    }

    /**
     * Mounts a server container in a context that is starting, without endpoints: add them with
     * {@code addEndpoint} or {@link FairleadServerContainer#deployScanned}. It is stopped with the
     * context. Settings are read from the context parameters {@code fairlead.*}. Calling it again returns the same
     * container.
     *
     * @param context of the application, which must not have started yet
     * @return the container, which is the attribute {@link #ATTRIBUTE}, too
     * @throws ServletException if a context parameter is wrong, the forced transport doesn't fit, or the container's own
     *                          WebSocket was mounted before in a way that can't be undone; the message says what to do
     */
    public static FairleadServerContainer install(ServletContext context) throws ServletException {
        if (context.getAttribute(ATTRIBUTE) instanceof FairleadServerContainer present) {
            return present;
        }
        return install(context, settings(context));
    }

    /**
     * Mounts a server container as {@link #install(ServletContext)} does, with settings that the caller made instead of the
     * context parameters'.
     *
     * @param context  of the application, which must not have started yet
     * @param settings limits and timeouts
     * @return the container, which is the attribute {@link #ATTRIBUTE}, too
     * @throws ServletException      if the forced transport doesn't fit, or the container's own WebSocket was mounted before
     *                               in a way that can't be undone; the message says what to do
     * @throws IllegalStateException if Fairlead is mounted in the context already: the settings would be ignored
     */
    public static FairleadServerContainer install(ServletContext context, Settings settings) throws ServletException {
        if (context.getAttribute(ATTRIBUTE) instanceof FairleadServerContainer) {
            throw new IllegalStateException("Fairlead is mounted in this context already; install it once, or without"
                    + " settings to have the one that is there");
        }
        requireNoTomcatFilter(context);
        TomcatFilterStandIn.register(context);
        TransportChoice choice = TransportChoice.of(context);
        ClassLoader classLoader = classLoader(context);
        FairleadServerContainer container = new FairleadServerContainer(settings, classLoader, null,
                InjectedInstances.of(context, classLoader));
        try {
            mount(context, container, choice);
        } catch (ServletException | RuntimeException e) {
            container.stop();
            throw e;
        }
        LOG.log(Level.INFO, "Fairlead WebSocket in context \"{0}\" with the {1} transport ({2})",
                context.getContextPath(), choice.kind().parameter(), choice.reason());
        return container;
    }

    private static void mount(ServletContext context, FairleadServerContainer container, TransportChoice choice)
            throws ServletException {
        Runnable stop = isIsolated(context) ? () -> stopWithClient(container) : container::stop;
        ApplicationScope scope = new ApplicationScope(
                classLoader(context), container.runtime().buffers(), container.runtime().executor(), stop);
        ProtocolSwitch protocolSwitch = choice.create(scope);
        HttpSessions sessions = new HttpSessions(container);
        ServletUpgrader upgrader = new ServletUpgrader(container, protocolSwitch, sessions);
        FilterRegistration.Dynamic filter = context.addFilter(FILTER, new UpgradeFilter(container, upgrader, sessions, stop));
        if (filter == null) {
            throw new ServletException("the context has a filter named " + FILTER + " already; rename it");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        context.addListener(sessions);
        context.addListener(new MountGuard(container));
        container.setUpgrader(upgrader);
        context.setAttribute(ATTRIBUTE, container);
    }

    /** Whether the application has brought Fairlead along, so that nobody else has connected with this copy's client. */
    private static boolean isIsolated(ServletContext context) {
        ClassLoader own = Fairlead.class.getClassLoader();
        return own == classLoader(context) && own != ServletContext.class.getClassLoader();
    }

    private static void stopWithClient(FairleadServerContainer container) {
        container.stop();
        FairleadContainerProvider.closeShared();
    }

    /** An embedded Jetty's context has none unless it was given one. */
    private static ClassLoader classLoader(ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
    }

    private static Settings settings(ServletContext context) throws ServletException {
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, context.getInitParameter(name));
        }
        try {
            return SettingsReader.read(SettingsReader.system(), parameters, Set.of(TRANSPORT));
        } catch (IllegalArgumentException e) {
            throw new ServletException("a context parameter is wrong: " + e.getMessage(), e);
        }
    }

    /** Tomcat's filter casts the attribute to Tomcat's class when it starts, which fails the application with a riddle. */
    private static void requireNoTomcatFilter(ServletContext context) throws ServletException {
        for (FilterRegistration filter : context.getFilterRegistrations().values()) {
            if (TOMCAT_FILTER_CLASS.equals(filter.getClassName())) {
                throw new ServletException("Tomcat's own WebSocket is mounted already, because web.xml is metadata-complete"
                        + " or its absolute-ordering leaves out fairlead_servlet. Add META-INF/context.xml with <Context"
                        + " containerSciFilter=\"org\\.apache\\.tomcat\\.websocket\\.server\\.WsSci\"/> to the application; in an"
                        + " embedded Tomcat leave tomcat-embed-websocket out");
            }
        }
    }
}
