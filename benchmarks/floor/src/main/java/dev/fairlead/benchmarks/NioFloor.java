package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Listening;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * What a JVM can do at best: one thread, frames unmasked and returned where they were read, all replies to one read in one write,
 * nothing allocated for a message that comes in one read, nothing checked. Under the name nio-string each text becomes a String and bytes again, as it
 * has to for an endpoint that takes one.
 */
public final class NioFloor {
    private NioFloor() {
    }

    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(Listening.HOST, Listening.port(args)), Listening.BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        FloorThread thread = new FloorThread(args[0].equals("nio-string"));
        Listening.ready(args);
        while (true) {
            selector.select(key -> {
                if (key.isAcceptable()) {
                    accept(server, selector, thread);
                } else {
                    ((FloorConnection) key.attachment()).ready();
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector, FloorThread thread) {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new FloorConnection(channel, key, thread));
            }
        } catch (IOException e) {
            System.err.println("nio: a connection was not accepted: " + e);
        }
    }
}
