package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that makes tunnels on 127.0.0.1, or refuses as it is told. */
final class TestProxy implements AutoCloseable {
    /** What to answer to the head of a request; null to make the tunnel. */
    interface Policy {
        String refusal(String head);
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Policy policy;

    TestProxy(Policy policy) throws IOException {
        this.policy = policy;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                daemon(() -> serve(client));
            }
        });
    }

    /** As the setting wants it. */
    String uri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // the test is over, or one end is
            }
        }, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        String head = UpgradePeer.readHead(client.getInputStream());
        requests.add(head);
        String refusal = policy.refusal(head);
        if (refusal != null) {
            client.getOutputStream().write(refusal.replace("\n", "\r\n").getBytes(ISO_8859_1));
            return;
        }
        String authority = head.split(" ")[1];
        Socket far = new Socket("127.0.0.1", Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1)));
        sockets.add(far);
        client.getOutputStream().write("HTTP/1.0 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        daemon(() -> pump(far, client));
        pump(client, far);
    }

    private static void pump(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[8192];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
        to.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
