package dev.fairlead.websocket.servlet.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the Jetty transport for a web application archive. Jetty hides its own classes from applications, so this
 * loader sends {@code org.eclipse.jetty} to the server and everything else to the application, and defines the transport's
 * classes anew from the application's copy of their class files.
 */
public final class JettyBridge extends ClassLoader {
    private static final String TRANSPORT = "dev.fairlead.websocket.servlet.jetty.";
    private static final String SERVER = "org.eclipse.jetty.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader server;

    /**
     * Creates a bridge.
     *
     * @param application has Fairlead
     * @param server      has Jetty
     */
    public JettyBridge(ClassLoader application, ClassLoader server) {
        super("fairlead-jetty", application);
        this.server = server;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SERVER)) {
            return server.loadClass(name);
        }
        if (!name.startsWith(TRANSPORT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, getClass().getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
