package dev.fairlead.tck;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.tck.spi.WebServer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A server in a class loader of its own that sees nothing of the tests' class path. */
final class IsolatedServer implements WebServer {
    private final URLClassLoader loader;
    private final WebServer server;

    IsolatedServer(String serverClass, List<Path> jars) throws ReflectiveOperationException, IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(Jars.locationOf(IsolatedServer.class).toUri().toURL());
        for (Path jar : jars) {
            urls.add(url(jar));
        }
        loader = new URLClassLoader("server", urls.toArray(URL[]::new), new SharedTypes());
        try {
            server = (WebServer) loader.loadClass(serverClass).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw e;
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    @Override
    public int start() throws Exception {
        return inLoader(server::start);
    }

    @Override
    public int deploy(Application application) throws Exception {
        return inLoader(() -> server.deploy(application));
    }

    @Override
    public void undeploy(String contextPath) throws Exception {
        inLoader(() -> {
            server.undeploy(contextPath);
            return null;
        });
    }

    @Override
    public void stop() throws Exception {
        inLoader(() -> {
            server.stop();
            return null;
        });
        loader.close();
    }

    private <T> T inLoader(Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The JDK and the types that both sides speak in. */
    private static final class SharedTypes extends ClassLoader {
        SharedTypes() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.fairlead.tck.spi.")) {
                return IsolatedServer.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
