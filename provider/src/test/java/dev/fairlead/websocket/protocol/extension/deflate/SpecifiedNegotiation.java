package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What RFC 7692 section 7.1 says of every configuration and every valid offer or answer, as tables that were written
 * from the RFC and know nothing of the code. In all tables a row is a configuration and a column what the peer says:
 * {@code -} for a parameter that is absent, {@code +} for one that stands alone, or its value.
 */
final class SpecifiedNegotiation {
    /** The parameters of an offer or an answer: each {@code -}, {@code +} or a value. */
    record Said(String serverNoContextTakeover, String clientNoContextTakeover, String serverMaxWindowBits,
            String clientMaxWindowBits) {
        /** As it stands in the header. */
        @Override
        public String toString() {
            return "permessage-deflate" + parameter("server_no_context_takeover", serverNoContextTakeover)
                    + parameter("client_no_context_takeover", clientNoContextTakeover)
                    + parameter("server_max_window_bits", serverMaxWindowBits)
                    + parameter("client_max_window_bits", clientMaxWindowBits);
        }

        private static String parameter(String name, String value) {
            return switch (value) {
                case "-" -> "";
                case "+" -> "; " + name;
                default -> "; " + name + "=" + value;
            };
        }
    }

    /** Rows and columns with labels, and cells between them. */
    private static final class Table {
        private final Map<String, String> cells = new HashMap<>();

        Table(String text) {
            String[] lines = text.strip().split("\n");
            String[] columns = lines[0].strip().split(" +");
            for (int i = 1; i < lines.length; i++) {
                String[] row = lines[i].strip().split(" +");
                for (int j = 0; j < columns.length; j++) {
                    cells.put(row[0] + ' ' + columns[j], row[j + 1]);
                }
            }
        }

        String cell(Object row, String column) {
            return cells.getOrDefault(row + " " + column, "x");
        }
    }

    // ---- a server's answers

    /** Section 7.1.1.1: demanded, it must be answered; else the server is free to say it. */
    private static final Table SERVER_NO_CONTEXT_TAKEOVER = new Table("""
                   -  +
            false  -  +
            true   +  +
            """);

    /** Section 7.1.1.2: a hint of the client, which the server may take up; else the server is free to demand it. */
    private static final Table CLIENT_NO_CONTEXT_TAKEOVER = new Table("""
                   -  +
            false  -  +
            true   +  +
            """);

    /** Section 7.1.2.1: what is demanded or less; unasked the server may say any. A row is the server's own limit. */
    private static final Table SERVER_WINDOW = new Table("""
                   -  8  9 10 11 12 13 14 15
                8  8  8  8  8  8  8  8  8  8
                9  9  8  9  9  9  9  9  9  9
               10 10  8  9 10 10 10 10 10 10
               11 11  8  9 10 11 11 11 11 11
               12 12  8  9 10 11 12 12 12 12
               13 13  8  9 10 11 12 13 13 13
               14 14  8  9 10 11 12 13 14 14
               15  -  8  9 10 11 12 13 14 15
            """);

    /**
     * Section 7.1.2.2: not said to a client that didn't offer it; else the hint or less. A row is the server's limit.
     */
    private static final Table CLIENT_WINDOW = new Table("""
                   -  +  8  9 10 11 12 13 14 15
                8  -  8  8  8  8  8  8  8  8  8
                9  -  9  8  9  9  9  9  9  9  9
               10  - 10  8  9 10 10 10 10 10 10
               11  - 11  8  9 10 11 11 11 11 11
               12  - 12  8  9 10 11 12 12 12 12
               13  - 13  8  9 10 11 12 13 13 13
               14  - 14  8  9 10 11 12 13 14 14
               15  -  -  8  9 10 11 12 13 14  -
            """);

    /** "declined", or the answer and the halves that keep it: the deflater's window, the inflater's. */
    static String answer(ServerDeflate config, Said offer) {
        if (config.requireClientMaxWindowBits() && config.clientMaxWindowBits() < 15
                && offer.clientMaxWindowBits().equals("-")) {
            return "declined";
        }
        Said answer = new Said(
                SERVER_NO_CONTEXT_TAKEOVER.cell(config.serverNoContextTakeover(), offer.serverNoContextTakeover()),
                CLIENT_NO_CONTEXT_TAKEOVER.cell(config.clientNoContextTakeover(), offer.clientNoContextTakeover()),
                SERVER_WINDOW.cell(config.serverMaxWindowBits(), offer.serverMaxWindowBits()),
                CLIENT_WINDOW.cell(config.clientMaxWindowBits(), offer.clientMaxWindowBits()));
        return answer + " | " + half(answer.serverMaxWindowBits(), answer.serverNoContextTakeover()) + ' '
                + half(answer.clientMaxWindowBits(), answer.clientNoContextTakeover());
    }

    private static String half(String window, String noContext) {
        return (window.equals("-") ? "15" : window) + (noContext.equals("+") ? "-" : "");
    }

    // ---- a client's judgement; x fails the connection

    /** Section 7.1.1.1: what was demanded must be answered. */
    private static final Table JUDGED_SERVER_CONTEXT = new Table("""
                   -        +
            false  kept     forgotten
            true   x        forgotten
            """);

    /** Section 7.1.1.2: what was offered is kept, whatever the answer says. */
    private static final Table JUDGED_CLIENT_CONTEXT = new Table("""
                   -          +
            false  kept       forgotten
            true   forgotten  forgotten
            """);

    /** Section 7.1.2.1: a row is what was demanded, 15 for nothing. The cell is the server's window. */
    private static final Table JUDGED_SERVER_WINDOW = new Table("""
                   -  8  9 10 11 12 13 14 15
                8  x  8  x  x  x  x  x  x  x
                9  x  8  9  x  x  x  x  x  x
               10  x  8  9 10  x  x  x  x  x
               11  x  8  9 10 11  x  x  x  x
               12  x  8  9 10 11 12  x  x  x
               13  x  8  9 10 11 12 13  x  x
               14  x  8  9 10 11 12 13 14  x
               15 15  8  9 10 11 12 13 14 15
            """);

    /** Section 7.1.2.2 by what was offered: a row is the client's own limit. The cell is the client's window. */
    private static final Map<WindowOffer, Table> JUDGED_CLIENT_WINDOW = Map.of(
            WindowOffer.ABSENT, new Table("""
                   -  8  9 10 11 12 13 14 15
                8  8  x  x  x  x  x  x  x  x
                9  9  x  x  x  x  x  x  x  x
               10 10  x  x  x  x  x  x  x  x
               11 11  x  x  x  x  x  x  x  x
               12 12  x  x  x  x  x  x  x  x
               13 13  x  x  x  x  x  x  x  x
               14 14  x  x  x  x  x  x  x  x
               15 15  x  x  x  x  x  x  x  x
            """),
            WindowOffer.WITHOUT_VALUE, new Table("""
                   -  8  9 10 11 12 13 14 15
                8  8  8  8  8  8  8  8  8  8
                9  9  8  9  9  9  9  9  9  9
               10 10  8  9 10 10 10 10 10 10
               11 11  8  9 10 11 11 11 11 11
               12 12  8  9 10 11 12 12 12 12
               13 13  8  9 10 11 12 13 13 13
               14 14  8  9 10 11 12 13 14 14
               15 15  8  9 10 11 12 13 14 15
            """),
            WindowOffer.WITH_VALUE, new Table("""
                   -  8  9 10 11 12 13 14 15
                8  8  8  x  x  x  x  x  x  x
                9  9  8  9  x  x  x  x  x  x
               10 10  8  9 10  x  x  x  x  x
               11 11  8  9 10 11  x  x  x  x
               12 12  8  9 10 11 12  x  x  x
               13 13  8  9 10 11 12 13  x  x
               14 14  8  9 10 11 12 13 14  x
               15 15  8  9 10 11 12 13 14 15
            """));

    /** "fails", or the halves that keep the answer: the deflater's window, the inflater's. */
    static String judgement(ClientDeflate config, Said answer) {
        String serverContext = JUDGED_SERVER_CONTEXT.cell(config.serverNoContextTakeover(),
                answer.serverNoContextTakeover());
        String clientContext = JUDGED_CLIENT_CONTEXT.cell(config.clientNoContextTakeover(),
                answer.clientNoContextTakeover());
        String serverWindow = JUDGED_SERVER_WINDOW.cell(config.serverMaxWindowBits(), answer.serverMaxWindowBits());
        String clientWindow = JUDGED_CLIENT_WINDOW.get(config.windowOffer())
                .cell(config.clientMaxWindowBits(), answer.clientMaxWindowBits());
        if (serverContext.equals("x") || serverWindow.equals("x") || clientWindow.equals("x")) {
            return "fails";
        }
        return clientWindow + (clientContext.equals("kept") ? "" : "-") + ' '
                + serverWindow + (serverContext.equals("kept") ? "" : "-");
    }

    /** What a client offers: what it wants, and no window that is as large as can be. */
    static Said offer(ClientDeflate config) {
        return new Said(config.serverNoContextTakeover() ? "+" : "-", config.clientNoContextTakeover() ? "+" : "-",
                config.serverMaxWindowBits() == 15 ? "-" : Integer.toString(config.serverMaxWindowBits()),
                switch (config.windowOffer()) {
                    case ABSENT -> "-";
                    case WITHOUT_VALUE -> "+";
                    case WITH_VALUE -> Integer.toString(config.clientMaxWindowBits());
                });
    }

    private SpecifiedNegotiation() {
    }
}
