package dev.fairlead.websocket.protocol.frame;

/**
 * Turns the parts of a text message into UTF-8. A surrogate pair that two parts have cut is put together; a surrogate
 * without its other half becomes a question mark, as in {@link String#getBytes(java.nio.charset.Charset)}. Not
 * thread-safe.
 */
public final class Utf8Encoder {
    /** How many bytes one {@code char} needs at most. */
    public static final int MAX_BYTES_PER_CHAR = 3;

    /** The first half of a pair that the part before ended with, or 0. */
    private char half;

    /** Creates an encoder that stands at the start of a message. */
    public Utf8Encoder() {
    }

    /**
     * What is to be encoded now of a part: with the half of a pair that was kept back from the part before, without one
     * at its end whose other half may follow.
     *
     * @param part the next part of the message
     * @param last whether it is the last one
     * @return the part itself wherever no pair is cut
     */
    public String join(String part, boolean last) {
        String text = part;
        if (half != 0 && (last || !part.isEmpty())) {
            text = half + part;
            half = 0;
        }
        int end = text.length() - 1;
        if (!last && end >= 0 && Character.isHighSurrogate(text.charAt(end))) {
            half = text.charAt(end);
            text = text.substring(0, end);
        }
        return text;
    }

    /**
     * Encodes a text.
     *
     * @param text   what {@link #join} returned
     * @param target takes the bytes; has room for {@link #MAX_BYTES_PER_CHAR} bytes for each {@code char}
     * @param offset where the first one goes
     * @return the index behind the last byte
     */
    public static int encode(String text, byte[] target, int offset) {
        int length = text.length();
        int at = offset;
        int i = 0;
        for (char c; i < length && (c = text.charAt(i)) < 0x80; i++) {
            target[at++] = (byte) c;
        }
        while (i < length) {
            char c = text.charAt(i++);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else if (c < 0x800) {
                target[at++] = (byte) (0xC0 | c >> 6);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                target[at++] = (byte) (0xE0 | c >> 12);
                target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i < length && Character.isLowSurrogate(text.charAt(i))) {
                int point = Character.toCodePoint(c, text.charAt(i++));
                target[at++] = (byte) (0xF0 | point >> 18);
                target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                target[at++] = '?';
            }
        }
        return at;
    }
}
