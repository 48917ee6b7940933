package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/** Writes bits one by one, in deflate's order (RFC 1951 section 3.1.1). */
final class BitString {
    private byte[] bytes = new byte[64];
    private int length;

    /** Adds a number, its lowest bit first. */
    BitString add(int value, int bits) {
        for (int i = 0; i < bits; i++) {
            addBit(value >>> i & 1);
        }
        return this;
    }

    /** Adds a Huffman code, its highest bit first. */
    BitString addCode(int code, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            addBit(code >>> i & 1);
        }
        return this;
    }

    /** Adds a symbol of the fixed literal/length code (section 3.2.6). */
    BitString addFixed(int symbol) {
        if (symbol < 144) {
            return addCode(0b00110000 + symbol, 8);
        }
        if (symbol < 256) {
            return addCode(0b110010000 + symbol - 144, 9);
        }
        return symbol < 280 ? addCode(symbol - 256, 7) : addCode(0b11000000 + symbol - 280, 8);
    }

    /** Adds a match in the fixed codes. */
    BitString addFixedMatch(int matchLength, int distance) {
        int lengthCode = DeflateFormat.lengthCode(matchLength);
        addFixed(DeflateFormat.FIRST_LENGTH + lengthCode);
        add(matchLength - DeflateFormat.LENGTH_BASE[lengthCode], DeflateFormat.LENGTH_EXTRA_BITS[lengthCode]);
        int distanceCode = DeflateFormat.distanceCode(distance);
        addCode(distanceCode, 5);
        return add(distance - DeflateFormat.DISTANCE_BASE[distanceCode],
                DeflateFormat.DISTANCE_EXTRA_BITS[distanceCode]);
    }

    int length() {
        return length;
    }

    /** All of them, and zeros up to the end of the byte. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length + 7 >>> 3);
    }

    private void addBit(int bit) {
        if (length >>> 3 == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[length >>> 3] |= (byte) (bit << (length & 7));
        length++;
    }
}
