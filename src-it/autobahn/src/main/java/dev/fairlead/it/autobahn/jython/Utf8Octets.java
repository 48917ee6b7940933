package dev.fairlead.it.autobahn.jython;

import org.python.core.PyString;

/** Checks UTF-8 (RFC 3629 section 4) that comes in pieces, byte by byte, so that the first wrong one is known. */
public final class Utf8Octets {
    private static final int VALID = -1;

    private int missing;
    private int least = 0x80;
    private int most = 0xBF;

    /** Creates a check that expects the first byte of a text. */
    public Utf8Octets() {
    }

    /** Begins another text. */
    public void reset() {
        missing = 0;
        nextIsAnyContinuation();
    }

    private void nextIsAnyContinuation() {
        least = 0x80;
        most = 0xBF;
    }

    /**
     * Whether the text may end here.
     *
     * @return false inside a character
     */
    public boolean complete() {
        return missing == 0;
    }

    /**
     * Checks the next piece.
     *
     * @param data of any length
     * @return the index of the first wrong byte, or -1
     */
    public int validate(PyString data) {
        byte[] bytes = data.toBytes();
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xFF;
            if (missing == 0 ? !begin(octet) : !proceed(octet)) {
                return i;
            }
        }
        return VALID;
    }

    private boolean begin(int octet) {
        if (octet < 0x80) {
            return true;
        }
        if (octet < 0xC2 || octet > 0xF4) {
            return false;
        }
        missing = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
        // No overlong forms, no surrogates, nothing above U+10FFFF.
        switch (octet) {
            case 0xE0 -> least = 0xA0;
            case 0xED -> most = 0x9F;
            case 0xF0 -> least = 0x90;
            case 0xF4 -> most = 0x8F;
            default -> nextIsAnyContinuation();
        }
        return true;
    }

    private boolean proceed(int octet) {
        if (octet < least || octet > most) {
            return false;
        }
        missing--;
        nextIsAnyContinuation();
        return true;
    }
}
