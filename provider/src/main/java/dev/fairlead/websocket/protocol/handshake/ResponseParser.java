package dev.fairlead.websocket.protocol.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of an HTTP/1 response as it arrives, within limits (RFC 9112). Interim responses before it, all of 1xx
 * but 101, are skipped. Not thread-safe.
 */
public final class ResponseParser {
    private static final String START = "HTTP/1.";
    private static final Pattern STATUS_LINE = Pattern.compile(
            "HTTP/1\\.([01]) ([1-9][0-9]{2})(?: ([^\\x00-\\x08\\x0A-\\x1F\\x7F]*))?");
    private static final int SWITCHING_PROTOCOLS = 101;

    /**
     * The head of a response.
     *
     * @param status  HTTP status
     * @param reason  the reason phrase, maybe empty
     * @param headers the fields
     */
    public record Head(int status, String reason, Headers headers) {
    }

    private final int maxHeaders;
    private final int maxLineLength;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    private boolean afterCarriageReturn;
    private boolean statusRead;
    private int status;
    private String reason;
    private Headers headers = new Headers();
    private int fields;

    /**
     * Creates a parser.
     *
     * @param maxHeaders    how many fields it takes
     * @param maxLineLength how many bytes a line may have
     */
    public ResponseParser(int maxHeaders, int maxLineLength) {
        this.maxHeaders = maxHeaders;
        this.maxLineLength = maxLineLength;
    }

    /**
     * Takes bytes. Those behind the head are left in the buffer.
     *
     * @param data what arrived
     * @return the head once it is complete
     * @throws HandshakeException if it isn't HTTP/1.1 or a limit is exceeded
     */
    public Optional<Head> parse(ByteBuffer data) throws HandshakeException {
        while (data.hasRemaining()) {
            byte next = data.get();
            if (next == '\n') {
                afterCarriageReturn = false;
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                if (takeLine(text)) {
                    return Optional.of(takeHead());
                }
            } else if (afterCarriageReturn) {
                throw invalid("a carriage return without a line feed");
            } else if (next == '\r') {
                afterCarriageReturn = true;
            } else {
                takeByte(next);
            }
        }
        return Optional.empty();
    }

    private void takeByte(byte next) throws HandshakeException {
        if (line.size() == maxLineLength) {
            throw invalid("a line exceeds the limit of " + maxLineLength + " bytes (maxHeaderLength)");
        }
        // Somebody who speaks another protocol may never send a line feed.
        if (!statusRead && line.size() < START.length() && next != START.charAt(line.size())) {
            throw invalid("it doesn't start with " + START);
        }
        line.write(next);
    }

    /** Takes a line; returns whether it ends the head that counts. */
    private boolean takeLine(String text) throws HandshakeException {
        if (!statusRead) {
            takeStatusLine(text);
            return false;
        }
        if (!text.isEmpty()) {
            takeField(text);
            return false;
        }
        boolean interim = status < 200 && status != SWITCHING_PROTOCOLS;
        if (interim) {
            takeHead();
        }
        return !interim;
    }

    private void takeStatusLine(String text) throws HandshakeException {
        Matcher matcher = STATUS_LINE.matcher(text);
        if (!matcher.matches()) {
            throw invalid("its status line is malformed");
        }
        status = Integer.parseInt(matcher.group(2));
        reason = matcher.group(3) == null ? "" : matcher.group(3);
        if (status == SWITCHING_PROTOCOLS && !matcher.group(1).equals("1")) {
            throw invalid("101 needs HTTP/1.1");
        }
        statusRead = true;
        countField();
    }

    private void takeField(String text) throws HandshakeException {
        if (Token.isSpace(text.charAt(0))) {
            throw invalid("a folded header line");
        }
        int colon = text.indexOf(':');
        if (colon < 0 || !Token.isToken(text.substring(0, colon))) {
            throw invalid("a header line without a valid name");
        }
        String value = Token.trim(text.substring(colon + 1));
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' && value.charAt(i) != '\t' || value.charAt(i) == 0x7F) {
                throw invalid("a control character in the header " + text.substring(0, colon));
            }
        }
        countField();
        headers.add(text.substring(0, colon), value);
    }

    /** Status lines count as well, so that interim responses can't go on forever. */
    private void countField() throws HandshakeException {
        if (++fields > maxHeaders + 1) {
            throw invalid("it has more than " + maxHeaders + " header fields (maxHeaders)");
        }
    }

    private Head takeHead() {
        Head head = new Head(status, reason, headers);
        statusRead = false;
        headers = new Headers();
        return head;
    }

    private static HandshakeException invalid(String message) {
        return new HandshakeException(0, "the response isn't valid HTTP/1.1: " + message);
    }
}
