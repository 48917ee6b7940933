package dev.fairlead.benchmarks;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;

/** Echoes or broadcasts the messages of one connection. What one read brought is answered in one write. */
final class MessageHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final ChannelGroup listeners;
    private boolean broadcast;

    MessageHandler(ChannelGroup listeners) {
        this.listeners = listeners;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof HandshakeComplete handshake) {
            broadcast = handshake.requestUri().startsWith("/broadcast");
            if (broadcast) {
                listeners.add(context.channel());
            }
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame message) {
        if (broadcast) {
            listeners.writeAndFlush(message.retain());
        } else {
            context.write(message.retain(), context.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!broadcast) {
            context.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.err.println(context.channel() + ": " + cause);
        context.close();
    }
}
