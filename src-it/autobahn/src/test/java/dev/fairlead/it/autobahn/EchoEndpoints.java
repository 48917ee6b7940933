package dev.fairlead.it.autobahn;

import dev.fairlead.websocket.Deflate;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** What the fuzzing client talks to. */
public final class EchoEndpoints {
    /** The largest message of the testsuite. */
    private static final int LARGEST = 16 << 20;

    private EchoEndpoints() {
    }

    /** Has the defaults of permessage-deflate. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = LARGEST)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = LARGEST)
        public ByteBuffer binary(ByteBuffer message) {
            return message;
        }

        @OnError
        public void error(Throwable error) {
            // Most cases are meant to fail; whether they end well is the testsuite's to say.
        }
    }

    /** The same without permessage-deflate. */
    @Deflate(enabled = false)
    @ServerEndpoint("/uncompressed")
    public static class Uncompressed extends Echo {
    }
}
