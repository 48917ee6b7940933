package dev.fairlead.websocket.protocol.handshake;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes {@code Sec-WebSocket-Extensions} (RFC 6455 sections 9.1 and 11.3.2). */
public final class ExtensionHeader {
    /** The header's name. */
    public static final String NAME = "Sec-WebSocket-Extensions";

    private final String line;
    private int at;

    private ExtensionHeader(String line) {
        this.line = line;
    }

    /**
     * Reads the header.
     *
     * @param lines its values; several lines are one list
     * @return the elements in their order
     * @throws HandshakeException 400 if a line isn't a list of extensions as the RFC defines it
     */
    public static List<ExtensionOffer> parse(List<String> lines) throws HandshakeException {
        List<ExtensionOffer> offers = new ArrayList<>();
        for (String line : lines) {
            new ExtensionHeader(line).addTo(offers);
        }
        return offers;
    }

    /**
     * Writes the header's value.
     *
     * @param offers the elements
     * @return one line
     */
    public static String print(List<ExtensionOffer> offers) {
        return offers.stream().map(ExtensionOffer::toString).collect(Collectors.joining(", "));
    }

    private void addTo(List<ExtensionOffer> offers) throws HandshakeException {
        int before = offers.size();
        do {
            skipSpace();
            if (at < line.length() && line.charAt(at) != ',') {
                offers.add(offer());
            }
        } while (skip(','));
        if (at < line.length()) {
            throw malformed("expected a comma or a semicolon");
        }
        if (offers.size() == before) {
            throw malformed("it is empty");
        }
    }

    private ExtensionOffer offer() throws HandshakeException {
        String name = token();
        List<ExtensionParameter> parameters = new ArrayList<>();
        while (skip(';')) {
            parameters.add(parameter());
        }
        return new ExtensionOffer(name, parameters);
    }

    private ExtensionParameter parameter() throws HandshakeException {
        String name = token();
        if (!skip('=')) {
            return ExtensionParameter.flag(name);
        }
        skipSpace();
        return new ExtensionParameter(name, at < line.length() && line.charAt(at) == '"' ? quoted() : token());
    }

    private String token() throws HandshakeException {
        skipSpace();
        int start = at;
        while (at < line.length() && Token.isTokenChar(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw malformed("expected a token");
        }
        return line.substring(start, at);
    }

    /** What is quoted has to be a token, too, once the quotes are off. */
    private String quoted() throws HandshakeException {
        StringBuilder text = new StringBuilder();
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            if (line.charAt(at) == '\\' && ++at == line.length()) {
                break;
            }
            text.append(line.charAt(at));
        }
        if (at == line.length()) {
            throw malformed("a quoted value doesn't end");
        }
        at++;
        if (!Token.isToken(text.toString())) {
            throw malformed("a quoted value is no token");
        }
        return text.toString();
    }

    private boolean skip(char c) {
        skipSpace();
        if (at < line.length() && line.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < line.length() && Token.isSpace(line.charAt(at))) {
            at++;
        }
    }

    private HandshakeException malformed(String reason) {
        return new HandshakeException(400, NAME + " header is malformed at character " + at + ": " + reason);
    }
}
