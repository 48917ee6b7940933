package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Netty on NIO. No Jakarta provider: a message stays the buffer it came in, and no text is decoded. */
public final class NettyServer {
    private static final int LIMIT = 32 << 20;
    /** Netty's buffer is full before it knows that a message ends. */
    private static final int INFLATE_LIMIT = 2 * LIMIT;
    private static final int REQUEST_LIMIT = 64 << 10;
    private static final int DEFAULT_LEVEL = 6;
    private static final int WINDOW_BITS = 15;

    private NettyServer() {
    }

    /** The handlers of one connection. */
    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .allowExtensions(true)
                .maxFramePayloadLength(LIMIT)
                .build();
        private final ChannelGroup listeners;
        private final SSLContext tls;

        /** Takes the context of TLS, or null for none. */
        private Pipeline(ChannelGroup listeners, SSLContext tls) {
            this.listeners = listeners;
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            if (tls != null) {
                SSLEngine engine = tls.createSSLEngine();
                engine.setUseClientMode(false);
                pipeline.addLast(new SslHandler(engine));
            }
            pipeline.addLast(new HttpServerCodec());
            pipeline.addLast(new HttpObjectAggregator(REQUEST_LIMIT));
            pipeline.addLast(new WebSocketServerExtensionHandler(new PerMessageDeflateServerExtensionHandshaker(
                    DEFAULT_LEVEL, true, WINDOW_BITS, true, true, INFLATE_LIMIT)));
            pipeline.addLast(new WebSocketServerProtocolHandler(config));
            pipeline.addLast(new WebSocketFrameAggregator(LIMIT));
            pipeline.addLast(new MessageHandler(listeners));
        }
    }

    public static void main(String[] args) throws Exception {
        EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()), NioIoHandler.newFactory());
        ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, Listening.BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true);
        ChannelFuture bound = bootstrap.childHandler(new Pipeline(listeners, null))
                .bind(Listening.HOST, Listening.port(args)).sync();
        if (Listening.hasTls(args)) {
            try (TlsKey key = TlsKey.create()) {
                bootstrap.clone().childHandler(new Pipeline(listeners, key.context()))
                        .bind(Listening.HOST, Listening.tlsPort(args)).sync();
            }
        }
        Listening.ready(args);
        bound.channel().closeFuture().sync();
    }
}
