package dev.fairlead.websocket.protocol;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.IntSupplier;

/**
 * Masking keys that nobody can predict (RFC 6455 sections 5.3 and 10.3). Keys are drawn from the system's source a few
 * at a time, because each draw is expensive. Not thread-safe.
 */
final class MaskingKeys implements IntSupplier {
    private static final int DRAWN_AT_ONCE = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes = new byte[DRAWN_AT_ONCE * Integer.BYTES];
    private final ByteBuffer drawn = ByteBuffer.wrap(bytes, 0, 0);

    @Override
    public int getAsInt() {
        if (!drawn.hasRemaining()) {
            RANDOM.nextBytes(bytes);
            drawn.clear();
        }
        return drawn.getInt();
    }
}
