package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Broadcast;
import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** Undertow with its own WebSocket; endpoints run on its I/O threads, which is what it does unless told otherwise. */
public final class UndertowServer {
    private static final int BUFFER = 16 << 10;

    private UndertowServer() {
    }

    public static void main(String[] args) throws Exception {
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, 8 * ioThreads)
                .set(Options.WORKER_TASK_MAX_THREADS, 8 * ioThreads)
                .getMap());
        WebSocketDeploymentInfo webSocket = new WebSocketDeploymentInfo()
                .setWorker(worker)
                .setBuffers(new DefaultByteBufferPool(true, BUFFER))
                .setDispatchToWorkerThread(false)
                .addExtension(new PerMessageDeflateHandshake())
                .addEndpoint(Echo.class)
                .addEndpoint(Broadcast.class);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("benchmark")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSocket);
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        Undertow.Builder undertow = Undertow.builder()
                .setWorker(worker)
                .addHttpListener(Listening.port(args), Listening.HOST);
        if (Listening.hasTls(args)) {
            try (TlsKey key = TlsKey.create()) {
                undertow.addHttpsListener(Listening.tlsPort(args), Listening.HOST, key.context());
            }
        }
        undertow.setSocketOption(Options.BACKLOG, Listening.BACKLOG)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setHandler(manager.start())
                .build()
                .start();
        Listening.ready(args);
    }
}
