package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Any payloads of compressed messages: each engine takes what RFC 1951 and RFC 7692 allow within the window, with the
 * same result, and refuses all else as zlib does, with 1007 or at the limit with 1009, however the payloads are cut.
 *
 * <p>Input: window and context, the limit's exponent, the cut, then messages: a length of one byte (255 for all the
 * rest), and the payload.
 */
public final class InflateFuzzer {
    private static final int LONGEST_MATCH = 258;

    private InflateFuzzer() {
    }

    /**
     * What a message should make: its plaintext, or why it is refused, where a message that ends within a block may be
     * found too big first. A message whose tail isn't an empty block, but data of its last block, can be understood and
     * breaks the rules: it may be refused or not.
     */
    private record Expected(byte[] plain, boolean either, boolean distance, boolean odd) {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        int window = input.next();
        int windowBits = 8 + window % 8;
        boolean contextTakeover = window < 128;
        int limit = 1 << input.between(0, 17);
        int how = input.next();
        List<byte[]> messages = new ArrayList<>();
        while (input.hasMore()) {
            int length = input.next();
            messages.add(length == 255 ? input.rest() : input.take(length));
        }

        List<Expected> expected = expected(messages, windowBits, contextTakeover, limit);
        for (Engine engine : Engine.values()) {
            check(engine, messages, expected, engine.codec().inflater(windowBits, contextTakeover), limit, -1);
            check(engine, messages, expected, engine.codec().inflater(windowBits, contextTakeover), limit, how);
        }
    }

    /** Ends with the first that is refused. */
    private static List<Expected> expected(List<byte[]> messages, int windowBits, boolean contextTakeover, int limit) {
        StrictInflater strict = new StrictInflater(windowBits, contextTakeover).anyTail().limit(limit);
        List<Expected> all = new ArrayList<>();
        for (byte[] message : messages) {
            try {
                byte[] plain = strict.inflate(message);
                all.add(new Expected(plain, false, false, !strict.isTailAlone()));
                if (!strict.isTailAlone()) {
                    return all;
                }
            } catch (StrictInflater.TooBig e) {
                all.add(new Expected(null, true, false, false));
                return all;
            } catch (AssertionError e) {
                // of a match that is too long and too far either may be seen first
                boolean either = e.getMessage().equals(StrictInflater.INCOMPLETE)
                        || strict.length() + LONGEST_MATCH > limit;
                all.add(new Expected(null, either,
                        e.getMessage().startsWith("distance "), false));
                return all;
            }
        }
        return all;
    }

    private static void check(Engine engine, List<byte[]> messages, List<Expected> all, MessageInflater inflater,
            int limit, int how) {
        try {
            for (int i = 0; i < all.size(); i++) {
                Expected expected = all.get(i);
                try {
                    byte[] plain = inflate(inflater, messages.get(i), limit, how);
                    boolean unseen = expected.distance && !engine.seesEveryDistance();
                    if (!unseen) {
                        assertThat(plain).as("%s, message %d", engine, i).isEqualTo(expected.plain);
                    }
                } catch (ProtocolException e) {
                    assertThat(expected.plain == null || expected.odd)
                            .as("%s, message %d was refused: %s", engine, i, e).isTrue();
                    boolean either = expected.either || expected.distance && !engine.seesEveryDistance();
                    assertThat(e.closeCode()).as("%s, message %d: %s", engine, i, e)
                            .isIn(either ? new Object[] {1007, 1009} : new Object[] {1007});
                }
            }
        } finally {
            inflater.close();
        }
    }

    private static byte[] inflate(MessageInflater inflater, byte[] payload, int limit, int how)
            throws ProtocolException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] copy = payload.clone();
        if (how < 0 || copy.length == 0) {
            add(plain, inflater.inflate(ByteBuffer.wrap(copy), true, limit), limit);
            return plain.toByteArray();
        }
        List<Integer> ends = new ArrayList<>();
        FuzzInput.cut(how, copy.length, ends::add);
        int from = 0;
        for (int to : ends) {
            // a last part may be empty as well
            boolean last = to == copy.length && how % 2 == 0;
            add(plain, inflater.inflate(ByteBuffer.wrap(copy, from, to - from), last, limit - plain.size()), limit);
            from = to;
        }
        if (how % 2 != 0) {
            add(plain, inflater.inflate(ByteBuffer.allocate(0), true, limit - plain.size()), limit);
        }
        return plain.toByteArray();
    }

    private static void add(ByteArrayOutputStream plain, ByteBuffer part, int limit) {
        plain.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        assertThat(plain.size()).isLessThanOrEqualTo(limit);
    }
}
