package dev.fairlead.samples.extension;

import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.List;

/** The extension's only parameter, {@code bytes}: the same rules hold in an offer and in an answer. */
final class NumberWidth {
    static final int INVALID = 0;

    private NumberWidth() {
    }

    /** What parameters say, or {@link #INVALID}: there must be one, named bytes, with a value of 1 to 4. */
    static int of(List<ExtensionParameter> parameters) {
        if (parameters.size() != 1 || !parameters.get(0).name().equals(SequenceNumbers.BYTES)) {
            return INVALID;
        }
        String value = parameters.get(0).value();
        return value != null && value.matches("[1-4]") ? Integer.parseInt(value) : INVALID;
    }

    static int require(int bytes) {
        if (bytes < 1 || bytes > 4) {
            throw new IllegalArgumentException("bytes is " + bytes + "; it must be 1 to 4");
        }
        return bytes;
    }
}
