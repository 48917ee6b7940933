package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.generic.GenericSwitch;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.JettyBridge;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import dev.fairlead.websocket.servlet.tomcat.TomcatSwitch;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which transport serves a context, and why. {@code HttpServletRequest.upgrade} alone is too weak on Tomcat and Jetty, so
 * these come first.
 *
 * @param kind       the transport
 * @param reason     for the log
 * @param jettyClass where Jetty's classes come from; null for other kinds
 */
record TransportChoice(Kind kind, String reason, ClassLoader jettyClass) {
    private static final String TOMCAT_CLASS = "org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler";
    private static final String JETTY_CLASS = "org.eclipse.jetty.io.AbstractConnection";
    private static final String JETTY_SWITCH = "dev.fairlead.websocket.servlet.jetty.JettySwitch";

    /** The transports, as the context parameter names them. */
    enum Kind {
        TOMCAT, JETTY, SERVLET;

        String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TransportChoice of(ServletContext context) throws ServletException {
        String wanted = context.getInitParameter(Fairlead.TRANSPORT);
        String name = wanted == null ? "auto" : wanted.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "auto" -> auto(context);
            case "tomcat" -> forced(context, tomcat(context), name);
            case "jetty" -> forced(context, jetty(context), name);
            case "servlet" -> forced(context, servlet(context), name);
            default -> throw new ServletException(Fairlead.TRANSPORT + " is \"" + wanted + "\"; it must be auto, "
                    + Arrays.stream(Kind.values()).map(Kind::parameter).collect(Collectors.joining(", ")));
        };
    }

    private static TransportChoice auto(ServletContext context) {
        TransportChoice choice = tomcat(context);
        if (choice == null) {
            choice = jetty(context);
        }
        return choice == null ? new TransportChoice(Kind.SERVLET, context.getServerInfo(), null) : choice;
    }

    private static TransportChoice forced(ServletContext context, TransportChoice choice, String name)
            throws ServletException {
        if (choice == null) {
            throw new ServletException(Fairlead.TRANSPORT + "=" + name + " doesn't fit " + context.getServerInfo() + " ("
                    + context.getClass().getName() + "); leave the parameter out or say auto");
        }
        return new TransportChoice(choice.kind, "forced by " + Fairlead.TRANSPORT, choice.jettyClass);
    }

    private static TransportChoice tomcat(ServletContext context) {
        boolean fits = context.getClass().getName().startsWith("org.apache.catalina.")
                && sees(TransportChoice.class.getClassLoader(), TOMCAT_CLASS);
        return fits ? new TransportChoice(Kind.TOMCAT, context.getServerInfo(), null) : null;
    }

    private static TransportChoice jetty(ServletContext context) {
        ClassLoader server = context.getClass().getClassLoader();
        boolean fits = isJetty(context) && sees(server, JETTY_CLASS);
        return fits ? new TransportChoice(Kind.JETTY, context.getServerInfo(), server) : null;
    }

    /** Upgraded streams of Jetty 12.0.14 and later end at once, so Jetty has its own transport or none. */
    private static TransportChoice servlet(ServletContext context) {
        return isJetty(context) ? null : new TransportChoice(Kind.SERVLET, context.getServerInfo(), null);
    }

    private static boolean isJetty(ServletContext context) {
        return context.getClass().getName().startsWith("org.eclipse.jetty.");
    }

    private static boolean sees(ClassLoader loader, String name) {
        return load(loader, name) != null;
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    ProtocolSwitch create(ApplicationScope scope) throws ServletException {
        return switch (kind) {
            case TOMCAT -> new TomcatSwitch(scope);
            case JETTY -> jettySwitch(scope);
            case SERVLET -> new GenericSwitch(scope);
        };
    }

    private ProtocolSwitch jettySwitch(ApplicationScope scope) throws ServletException {
        ClassLoader own = TransportChoice.class.getClassLoader();
        boolean embedded = load(own, JETTY_CLASS) != null && load(own, JETTY_CLASS) == load(jettyClass, JETTY_CLASS);
        ClassLoader loader = embedded ? own : new JettyBridge(own, jettyClass);
        try {
            Class<?> type = Class.forName(JETTY_SWITCH, true, loader);
            return (ProtocolSwitch) type.getConstructor(ApplicationScope.class).newInstance(scope);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ServletException("Fairlead's transport for Jetty 12.1 doesn't load in this server", e);
        }
    }
}
