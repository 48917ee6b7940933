package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The same echo for Tomcat, which takes the memory of its message limit with each session's first message: 64 sessions with
 * a limit of 32 MiB want 4 GiB for a text of one byte. So Tomcat delivers what fits into 64 KiB at once, and larger
 * messages are joined here. A message that fits costs what a whole one costs.
 */
@ServerEndpoint("/echo")
public class TomcatEcho {
    private static final int BUFFER = 64 << 10;

    private StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream binary = new ByteArrayOutputStream(0);

    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(BUFFER);
        session.setMaxBinaryMessageBufferSize(BUFFER);
    }

    @OnMessage
    public String text(Session session, String part, boolean last) throws IOException {
        if (last && text.isEmpty()) {
            return part;
        }
        if (exceeds(session, (long) text.length() + part.length())) {
            return null;
        }
        text.append(part);
        if (!last) {
            return null;
        }
        String whole = text.toString();
        text = new StringBuilder();
        return whole;
    }

    @OnMessage
    public ByteBuffer binary(Session session, ByteBuffer part, boolean last) throws IOException {
        if (last && binary.size() == 0) {
            return part;
        }
        if (exceeds(session, (long) binary.size() + part.remaining())) {
            return null;
        }
        binary.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        if (!last) {
            return null;
        }
        ByteBuffer whole = ByteBuffer.wrap(binary.toByteArray());
        binary = new ByteArrayOutputStream(0);
        return whole;
    }

    private static boolean exceeds(Session session, long size) throws IOException {
        if (size <= Echo.LIMIT) {
            return false;
        }
        session.close(new CloseReason(CloseCodes.TOO_BIG, "more than " + Echo.LIMIT + " bytes"));
        return true;
    }
}
