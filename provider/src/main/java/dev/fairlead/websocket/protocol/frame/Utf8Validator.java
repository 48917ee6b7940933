package dev.fairlead.websocket.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks bytes that arrive in any number of pieces against the grammar of UTF-8 (RFC 3629 section 4): no overlong form,
 * no surrogate, nothing above U+10FFFF. A byte that no valid text can have at its place is found at once, without
 * waiting for the rest of its character (RFC 6455 section 8.1). Not thread-safe.
 */
public final class Utf8Validator {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** How many bytes the character at the end still needs, and how many of it were seen. */
    private int needed;
    private int seen;

    /** What the next byte of the character at the end may be. */
    private int low;
    private int high;

    /** Creates a validator that stands at the start of a text. */
    public Utf8Validator() {
    }

    /**
     * Checks the next bytes of a text. After a bad byte the validator has to be {@link #reset}.
     *
     * @param array has the bytes
     * @param from  index of the first
     * @param to    index behind the last
     * @return the index of the first bad byte, or -1 if the text so far is the start of a valid one
     */
    public int validate(byte[] array, int from, int to) {
        int i = from;
        while (i < to) {
            if (needed == 0) {
                i = skipCharacters(array, i, to);
                if (i == to) {
                    return -1;
                }
                if (!begin(array[i++] & 0xFF)) {
                    return i - 1;
                }
            }
            while (needed > 0 && i < to) {
                int next = array[i] & 0xFF;
                if (next < low || next > high) {
                    return i;
                }
                i++;
                needed--;
                seen++;
                low = 0x80;
                high = 0xBF;
            }
        }
        return -1;
    }

    /**
     * How many bytes at the end of what was checked belong to a character that isn't complete.
     *
     * @return 0 to 3
     */
    public int pending() {
        return needed == 0 ? 0 : seen;
    }

    /**
     * Whether what was checked is a valid text as it stands.
     *
     * @return false if it ends inside a character
     */
    public boolean isComplete() {
        return needed == 0;
    }

    /** Goes back to the start of a text. */
    public void reset() {
        needed = 0;
    }

    /** Takes the first byte of a character of more than one byte. */
    private boolean begin(int lead) {
        low = 0x80;
        high = 0xBF;
        seen = 1;
        if (lead < 0xC2) {
            return false;
        } else if (lead <= 0xDF) {
            needed = 1;
        } else if (lead <= 0xEF) {
            needed = 2;
            if (lead == 0xE0) {
                low = 0xA0;
            } else if (lead == 0xED) {
                high = 0x9F;
            }
        } else if (lead <= 0xF4) {
            needed = 3;
            if (lead == 0xF0) {
                low = 0x90;
            } else if (lead == 0xF4) {
                high = 0x8F;
            }
        } else {
            return false;
        }
        return true;
    }

    /** The quick way: skips whole valid characters and stops at the first one that isn't whole or isn't valid. */
    private static int skipCharacters(byte[] array, int from, int to) {
        int i = from;
        while (i < to) {
            byte lead = array[i];
            int size;
            if (lead >= 0) {
                i = skipAscii(array, i, to);
                continue;
            } else if (lead < (byte) 0xE0) {
                size = i + 1 < to && lead >= (byte) 0xC2 && isContinuation(array[i + 1]) ? 2 : 0;
            } else if (lead < (byte) 0xF0) {
                size = i + 2 < to && isContinuation(array[i + 1]) && isContinuation(array[i + 2])
                        && (lead != (byte) 0xE0 || array[i + 1] >= (byte) 0xA0)
                        && (lead != (byte) 0xED || array[i + 1] < (byte) 0xA0) ? 3 : 0;
            } else {
                size = i + 3 < to && lead <= (byte) 0xF4
                        && isContinuation(array[i + 1]) && isContinuation(array[i + 2]) && isContinuation(array[i + 3])
                        && (lead != (byte) 0xF0 || array[i + 1] >= (byte) 0x90)
                        && (lead != (byte) 0xF4 || array[i + 1] < (byte) 0x90) ? 4 : 0;
            }
            if (size == 0) {
                return i;
            }
            i += size;
        }
        return to;
    }

    /** Bytes are signed: 0x80 to 0xBF are the lowest. */
    private static boolean isContinuation(byte b) {
        return b < (byte) 0xC0;
    }

    private static int skipAscii(byte[] array, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long above = (long) LONGS.get(array, i) & HIGH_BITS;
            if (above != 0) {
                return i + (Long.numberOfTrailingZeros(above) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && array[i] >= 0) {
            i++;
        }
        return i;
    }
}
