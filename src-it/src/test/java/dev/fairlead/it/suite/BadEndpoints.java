package dev.fairlead.it.suite;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Endpoints that must not be deployed. */
public final class BadEndpoints {
    private BadEndpoints() {
    }

    /** Opens twice. */
    @ServerEndpoint("/two-opens")
    public static class TwoOpens {
        @OnOpen
        public void first(Session session) {
        }

        @OnOpen
        public void second(Session session) {
        }
    }

    /** Takes text twice. */
    @ServerEndpoint("/two-texts")
    public static class TwoTexts {
        @OnMessage
        public void text(String text) {
        }

        @OnMessage
        public void number(int number) {
        }
    }

    /** Takes what nobody decodes. */
    @ServerEndpoint("/no-decoder")
    public static class NoDecoder {
        @OnMessage
        public void thread(Thread thread) {
        }
    }

    /** Takes nothing. */
    @ServerEndpoint("/no-message")
    public static class NoMessage {
        @OnMessage
        public void nothing(Session session) {
        }
    }

    /** Has an error handler without an error. */
    @ServerEndpoint("/no-throwable")
    public static class NoThrowable {
        @OnError
        public void failed(Session session) {
        }
    }

    /** Asks too much at the end. */
    @ServerEndpoint("/extra")
    public static class ExtraParameter {
        @OnClose
        public void ended(CloseReason reason, ByteBuffer more) {
        }
    }

    /** Has a path parameter of a type that isn't converted. */
    @ServerEndpoint("/p/{date}")
    public static class BadPathParam {
        @OnOpen
        public void open(@PathParam("date") java.util.Date date) {
        }
    }

    /** Allows more than an int can say. */
    @ServerEndpoint("/too-big")
    public static class TooBig {
        @OnMessage(maxMessageSize = 1L << 31)
        public void text(String text) {
        }
    }

    /** Can't be called. */
    @ServerEndpoint("/hidden")
    public static class HiddenMethod {
        @OnMessage
        void text(String text) {
        }
    }

    /** Can't be made. */
    @ServerEndpoint("/no-constructor")
    public static class NoConstructor {
        public NoConstructor(int needed) {
        }

        @OnMessage
        public void text(String text) {
        }
    }

    /** Has no slash. */
    @ServerEndpoint("no-slash")
    public static class NoSlash {
    }

    /** Has a variable twice. */
    @ServerEndpoint("/{a}/{a}")
    public static class SameVariable {
    }

    /** Has a decoder that can't be made. */
    @ServerEndpoint(value = "/abstract", decoders = BadEndpoints.AbstractDecoder.class)
    public static class WithAbstractDecoder {
        @OnMessage
        public void text(Thread thread) {
        }
    }

    /** Can't be made. */
    public abstract static class AbstractDecoder implements Decoder.Text<Thread> {
    }
}
