package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import dev.fairlead.websocket.protocol.extension.deflate.SpecifiedNegotiation.Said;
import dev.fairlead.websocket.protocol.handshake.ExtensionHeader;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Configurations and headers that negotiation is tried with, and what the product makes of them, in words. For one
 * thread.
 */
final class NegotiationRows {
    /** All windows. */
    static final List<Integer> WINDOWS = IntStream.rangeClosed(8, 15).boxed().toList();
    /** The smallest, one between, the default, and the one that isn't said. */
    static final List<Integer> SOME_WINDOWS = List.of(8, 9, 12, 15);

    private static final List<Boolean> FLAGS = List.of(false, true);

    /** Says what it was asked for, a word for each half: the window, and a minus where the context is forgotten. */
    private static final class Words implements DeflateCodec {
        private String deflater;
        private String inflater;

        @Override
        public MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
            deflater = windowBits + (contextTakeover ? "" : "-");
            return null;
        }

        @Override
        public MessageInflater inflater(int windowBits, boolean contextTakeover) {
            inflater = windowBits + (contextTakeover ? "" : "-");
            return null;
        }
    }

    private static final Words CODEC = new Words();

    /** Headers whose parameters break a rule of section 7.1, though not of the header's grammar. */
    static final List<String> INVALID = List.of(
            "server_max_window_bits", "server_max_window_bits=7", "server_max_window_bits=16", "server_max_window_bits=0",
            "server_max_window_bits=1", "server_max_window_bits=-9", "server_max_window_bits=+9",
            "server_max_window_bits=08", "server_max_window_bits=010", "server_max_window_bits=0x9",
            "server_max_window_bits=1e1", "server_max_window_bits=10.0", "server_max_window_bits=ten",
            "server_max_window_bits=true", "server_max_window_bits=99999999999", "server_max_window_bits=\"16\"",
            "client_max_window_bits=7", "client_max_window_bits=16", "client_max_window_bits=0",
            "client_max_window_bits=-1", "client_max_window_bits=08", "client_max_window_bits=015",
            "client_max_window_bits=true", "client_max_window_bits=\"08\"",
            "server_no_context_takeover=true", "server_no_context_takeover=1", "server_no_context_takeover=\"true\"",
            "client_no_context_takeover=false", "client_no_context_takeover=0",
            "server_no_context_takeover; server_no_context_takeover",
            "client_no_context_takeover; client_no_context_takeover",
            "server_max_window_bits=10; server_max_window_bits=10",
            "server_max_window_bits=10; server_max_window_bits=11",
            "server_max_window_bits=10; client_no_context_takeover; server_max_window_bits=15",
            "client_max_window_bits=10; client_max_window_bits=10",
            "client_max_window_bits; client_max_window_bits", "client_max_window_bits; client_max_window_bits=10",
            "client_max_window_bits=15; client_max_window_bits", "unknown", "unknown=1",
            "client_max_window_bits; unknown", "Server_no_context_takeover", "CLIENT_MAX_WINDOW_BITS=10",
            "server-max-window-bits=10", "mem_level=5")
            .stream().map(parameters -> "permessage-deflate; " + parameters).toList();

    /** Headers that break the grammar of RFC 6455 section 9.1. */
    static final List<String> MALFORMED = List.of(
            "permessage-deflate;", "permessage-deflate; ; client_max_window_bits", "permessage-deflate; =10",
            "permessage-deflate; server_max_window_bits=", "permessage-deflate; server_max_window_bits=\"\"",
            "permessage-deflate; server_max_window_bits=\"10", "permessage-deflate; server_max_window_bits=10\"",
            "permessage-deflate; server_max_window_bits=\"1 0\"", "permessage-deflate; server_max_window_bits=1 0",
            "permessage-deflate; server_max_window_bits=10 client_max_window_bits", "permessage-deflate/1",
            "permessage-deflate; server_max_window_bits==10", "; client_max_window_bits", "permessage-deflate; (10)");

    /** Other ways to write the same. */
    static final Map<String, Said> SPELLINGS = new LinkedHashMap<>();

    static {
        SPELLINGS.put("permessage-deflate; server_max_window_bits=\"10\"", new Said("-", "-", "10", "-"));
        SPELLINGS.put("permessage-deflate; server_max_window_bits=\"1\\0\"", new Said("-", "-", "10", "-"));
        SPELLINGS.put("permessage-deflate; client_max_window_bits=\"8\"; server_max_window_bits=\"15\"",
                new Said("-", "-", "15", "8"));
        SPELLINGS.put("permessage-deflate;server_no_context_takeover;client_max_window_bits=9",
                new Said("+", "-", "-", "9"));
        SPELLINGS.put("  permessage-deflate\t; \t client_no_context_takeover  ", new Said("-", "+", "-", "-"));
        SPELLINGS.put(" , permessage-deflate; server_max_window_bits=9 ,, ", new Said("-", "-", "9", "-"));
        SPELLINGS.put("permessage-deflate ; client_max_window_bits=12 ; server_max_window_bits=11 "
                + "; client_no_context_takeover ; server_no_context_takeover", new Said("+", "+", "11", "12"));
    }

    private NegotiationRows() {
    }

    static List<ServerDeflate> servers(List<Integer> windows) {
        List<ServerDeflate> configs = new ArrayList<>();
        for (int server : windows) {
            for (int client : windows) {
                for (boolean serverForgets : FLAGS) {
                    for (boolean clientForgets : FLAGS) {
                        for (boolean required : FLAGS) {
                            configs.add(new ServerDeflate(server, client, serverForgets, clientForgets, required,
                                    Compression.DEFAULT, CODEC));
                        }
                    }
                }
            }
        }
        return configs;
    }

    static List<ClientDeflate> clients(List<Integer> windows) {
        List<ClientDeflate> configs = new ArrayList<>();
        for (int server : windows) {
            for (int client : windows) {
                for (WindowOffer offer : WindowOffer.values()) {
                    for (boolean serverForgets : FLAGS) {
                        for (boolean clientForgets : FLAGS) {
                            configs.add(new ClientDeflate(server, client, offer, serverForgets, clientForgets,
                                    Compression.DEFAULT, CODEC));
                        }
                    }
                }
            }
        }
        return configs;
    }

    /**
     * Every valid combination of parameters of an offer. An answer has the same, but for the ones with a bare window.
     */
    static List<Said> said() {
        List<String> values = new ArrayList<>(List.of("-"));
        WINDOWS.forEach(window -> values.add(Integer.toString(window)));
        List<String> orBare = new ArrayList<>(values);
        orBare.add("+");
        List<Said> all = new ArrayList<>();
        for (String serverForgets : List.of("-", "+")) {
            for (String clientForgets : List.of("-", "+")) {
                for (String server : values) {
                    for (String client : orBare) {
                        all.add(new Said(serverForgets, clientForgets, server, client));
                    }
                }
            }
        }
        return all;
    }

    /** A header as it was read; what isn't one is null. */
    static List<ExtensionOffer> parse(String header) {
        try {
            return ExtensionHeader.parse(List.of(header));
        } catch (HandshakeException e) {
            return null;
        }
    }

    /** What a server makes of offers: "refused" with 400, "declined", or the answer and its halves. */
    static String answer(ServerDeflate config, List<ExtensionOffer> offers) {
        if (offers == null) {
            return "refused";
        }
        List<Accepted> answers = ServerNegotiation.negotiate(List.of(config), offers);
        if (answers.isEmpty()) {
            return "declined";
        }
        ExtensionOffer answer = new ExtensionOffer(config.name(), answers.get(0).parameters());
        return answer + " | " + CODEC.deflater + ' ' + CODEC.inflater + (answers.size() > 1 ? " and more" : "");
    }

    /** What a client makes of answers: "refused", "fails", or the halves. */
    static String judgement(ClientDeflate config, List<ExtensionOffer> answers) {
        if (answers == null) {
            return "refused";
        }
        try {
            List<NegotiatedExtension> extensions = ClientNegotiation.confirm(List.of(config), answers);
            return CODEC.deflater + ' ' + CODEC.inflater + (extensions.size() == 1 ? "" : " but " + extensions);
        } catch (ExtensionNegotiationException e) {
            return "fails";
        }
    }
}
