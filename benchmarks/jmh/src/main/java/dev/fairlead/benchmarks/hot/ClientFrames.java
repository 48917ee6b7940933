package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.codec.PayloadStream;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.FrameWriter;
import dev.fairlead.websocket.protocol.frame.Mask;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The masked frames that a client sends one after the other, without end. Not thread-safe. */
final class ClientFrames {
    private static final int WINDOW_BITS = 15;

    private final Random keys = new Random(1);
    private final List<byte[]> frames = new ArrayList<>();
    /** What has to be received before the first frame, or null. */
    private byte[] opening;
    private int turn;

    /**
     * Makes frames.
     *
     * @param message each frame's message
     * @param deflate whether they are compressed by permessage-deflate with context takeover
     */
    ClientFrames(Message message, boolean deflate) {
        if (deflate) {
            PayloadStream stream = new PayloadStream(message.cycle(), WINDOW_BITS);
            opening = frame(message.opcode(), Frame.RSV1, stream.opening(0).payload());
            for (int i = 0; i < message.cycle().size(); i++) {
                frames.add(frame(message.opcode(), Frame.RSV1, stream.payload(i)));
            }
        } else {
            message.cycle().forEach(payload -> frames.add(frame(message.opcode(), 0, payload)));
        }
    }

    private byte[] frame(Opcode opcode, int rsv, byte[] payload) {
        int header = FrameWriter.headerSize(payload.length, true);
        byte[] frame = new byte[header + payload.length];
        int key = keys.nextInt() | 1;
        FrameWriter.writeHeader(frame, 0, true, rsv, opcode, payload.length, key);
        System.arraycopy(payload, 0, frame, header, payload.length);
        Mask.apply(frame, header, payload.length, key, 0);
        return frame;
    }

    /** What has to be received first: a message of another size. Null where there is nothing. */
    byte[] opening() {
        return opening;
    }

    /** The next frame; not to be changed. */
    byte[] next() {
        byte[] frame = frames.get(turn);
        turn = turn + 1 == frames.size() ? 0 : turn + 1;
        return frame;
    }
}
