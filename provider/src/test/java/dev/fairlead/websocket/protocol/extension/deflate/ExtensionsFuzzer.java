package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import dev.fairlead.websocket.protocol.handshake.ExtensionHeader;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Any {@code Sec-WebSocket-Extensions} header, and the negotiation of permessage-deflate with any settings: what was
 * read is written and read the same again; a server's answer keeps RFC 7692 section 7.1; a client takes what a server
 * answers to its offer, and then both have agreed on the same; any other answer is refused or kept.
 *
 * <p>Input: settings of the server (two bytes) and of the client (two bytes), then the header's lines.
 */
public final class ExtensionsFuzzer {
    private static final String WINDOW = "8|9|1[0-5]";

    private ExtensionsFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        RecordingCodec serversCodec = new RecordingCodec();
        RecordingCodec clientsCodec = new RecordingCodec();
        int windows = input.next();
        int flags = input.next();
        ServerDeflate server = new ServerDeflate(8 + windows % 8, 8 + windows / 8 % 8, (flags & 1) != 0,
                (flags & 2) != 0, (flags & 4) != 0, Compression.DEFAULT, serversCodec);
        windows = input.next();
        flags = input.next();
        ClientDeflate client = new ClientDeflate(8 + windows % 8, 8 + windows / 8 % 8,
                WindowOffer.values()[flags / 4 % 3], (flags & 1) != 0, (flags & 2) != 0, Compression.DEFAULT,
                clientsCodec);
        agree(server, serversCodec, client, clientsCodec);

        String[] lines = new String(input.rest(), StandardCharsets.ISO_8859_1).split("\n", -1);
        List<ExtensionOffer> offers;
        try {
            offers = ExtensionHeader.parse(Arrays.asList(lines));
        } catch (HandshakeException e) {
            assertThat(e.status()).isEqualTo(400);
            return;
        }
        try {
            assertThat(ExtensionHeader.parse(List.of(ExtensionHeader.print(offers)))).isEqualTo(offers);
        } catch (HandshakeException e) {
            throw new AssertionError(ExtensionHeader.print(offers), e);
        }
        answer(server, offers);
        confirm(client, offers);
    }

    private static void agree(ServerDeflate server, RecordingCodec serversCodec, ClientDeflate client,
            RecordingCodec clientsCodec) {
        List<Accepted> accepted = ServerNegotiation.negotiate(List.of(server),
                List.of(new ExtensionOffer(client.name(), client.offer())));
        if (accepted.isEmpty()) {
            assertThat(server.requireClientMaxWindowBits() && client.windowOffer() == WindowOffer.ABSENT).isTrue();
            return;
        }
        try {
            List<NegotiatedExtension> confirmed = ClientNegotiation.confirm(List.of(client),
                    List.of(new ExtensionOffer(client.name(), accepted.get(0).parameters())));
            assertThat(confirmed).hasSize(1);
        } catch (ExtensionNegotiationException e) {
            throw new AssertionError(client.offer() + " was answered " + accepted.get(0).parameters(), e);
        }
        checkFits(serversCodec.deflater, clientsCodec.inflater);
        checkFits(clientsCodec.deflater, serversCodec.inflater);
    }

    /** A deflater must not use more than the inflater has: of window, and of context. */
    private static void checkFits(String deflater, String inflater) {
        boolean forgets = deflater.endsWith("-");
        assertThat(forgets || !inflater.endsWith("-")).as("%s into %s", deflater, inflater).isTrue();
        assertThat(Integer.parseInt(deflater.replace("-", "")))
                .isLessThanOrEqualTo(Integer.parseInt(inflater.replace("-", "")));
    }

    /** Holds the answer against the offer that it was given to. */
    private static void answer(ServerDeflate server, List<ExtensionOffer> offers) {
        for (Accepted accepted : ServerNegotiation.negotiate(List.of(server), offers)) {
            assertThat(offers).as("offers").anyMatch(offer -> offer.name().equals(server.name())
                    && answers(accepted.parameters(), offer.parameters()));
        }
    }

    private static boolean answers(List<ExtensionParameter> answer, List<ExtensionParameter> offer) {
        boolean all = true;
        for (ExtensionParameter parameter : answer) {
            String name = parameter.name();
            String offered = offer.stream().filter(other -> other.name().equals(name))
                    .map(other -> other.value() == null ? "" : other.value()).findFirst().orElse(null);
            all &= switch (name) {
                case "server_no_context_takeover", "client_no_context_takeover" -> parameter.value() == null;
                case "server_max_window_bits" -> isWindow(parameter.value(), offered == null ? "15" : offered);
                // it is nothing that a client could be told unasked
                case "client_max_window_bits" -> offered != null
                        && isWindow(parameter.value(), offered.isEmpty() ? "15" : offered);
                default -> false;
            };
        }
        for (ExtensionParameter parameter : offer) {
            boolean binding = parameter.name().startsWith("server_");
            all &= !binding || answer.stream().anyMatch(other -> other.name().equals(parameter.name()));
        }
        return all && answer.stream().map(ExtensionParameter::name).distinct().count() == answer.size();
    }

    private static boolean isWindow(String answered, String most) {
        return answered.matches(WINDOW) && most.matches(WINDOW)
                && Integer.parseInt(answered) <= Integer.parseInt(most);
    }

    private static void confirm(ClientDeflate client, List<ExtensionOffer> answers) {
        try {
            List<NegotiatedExtension> confirmed = ClientNegotiation.confirm(List.of(client), answers);
            assertThat(confirmed).hasSize(answers.size()).hasSizeLessThan(2);
        } catch (ExtensionNegotiationException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
