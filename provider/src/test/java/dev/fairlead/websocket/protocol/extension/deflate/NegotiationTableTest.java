package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.deflate.SpecifiedNegotiation.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every configuration against everything that a peer may say, beside the tables of {@link SpecifiedNegotiation}. */
class NegotiationTableTest {
    /** Compares rows, and shows the first that differ. */
    private static final class Rows {
        private static final int SHOWN = 10;

        private final List<String> wrong = new ArrayList<>();
        private int count;

        void add(Object config, Object said, String actual, String expected) {
            count++;
            if (!actual.equals(expected) && wrong.size() < SHOWN) {
                wrong.add(config + " and \"" + said + "\": " + actual + ", where " + expected + " is specified");
            }
        }

        void assertAll(int expected) {
            assertThat(wrong).isEmpty();
            assertThat(count).as("rows").isEqualTo(expected);
        }
    }

    /** What the header says is a list of its own, so that it is read once. */
    private static <C> void addAll(Rows rows, List<C> configs, String header, Said said,
            BiFunction<C, List<ExtensionOffer>, String> actual, BiFunction<C, Said, String> expected) {
        List<ExtensionOffer> parsed = NegotiationRows.parse(header);
        for (C config : configs) {
            rows.add(config, header, actual.apply(config, parsed), expected.apply(config, said));
        }
    }

    @Test
    void aServerAnswersEveryOfferAsSpecified() {
        List<ServerDeflate> configs = NegotiationRows.servers(NegotiationRows.WINDOWS);
        Rows rows = new Rows();
        for (Said offer : NegotiationRows.said()) {
            addAll(rows, configs, offer.toString(), offer, NegotiationRows::answer, SpecifiedNegotiation::answer);
        }
        NegotiationRows.SPELLINGS.forEach((header, said) ->
                addAll(rows, configs, header, said, NegotiationRows::answer, SpecifiedNegotiation::answer));
        for (String header : NegotiationRows.INVALID) {
            addAll(rows, configs, header, null, NegotiationRows::answer, (config, said) -> "declined");
        }
        for (String header : NegotiationRows.MALFORMED) {
            addAll(rows, configs, header, null, NegotiationRows::answer, (config, said) -> "refused");
        }
        addAll(rows, configs, "PERMESSAGE-DEFLATE, permessage-deflate-2, x-other; server_max_window_bits=10", null,
                NegotiationRows::answer, (config, said) -> "declined");
        rows.assertAll(512 * (360 + 7 + 45 + 14 + 1));
    }

    @Test
    void aClientJudgesEveryAnswerAsSpecified() {
        List<ClientDeflate> configs = NegotiationRows.clients(NegotiationRows.WINDOWS);
        Rows rows = new Rows();
        for (Said answer : NegotiationRows.said()) {
            addAll(rows, configs, answer.toString(), answer, NegotiationRows::judgement, SpecifiedNegotiation::judgement);
        }
        NegotiationRows.SPELLINGS.forEach((header, said) ->
                addAll(rows, configs, header, said, NegotiationRows::judgement, SpecifiedNegotiation::judgement));
        for (String header : NegotiationRows.INVALID) {
            addAll(rows, configs, header, null, NegotiationRows::judgement, (config, said) -> "fails");
        }
        for (String header : NegotiationRows.MALFORMED) {
            addAll(rows, configs, header, null, NegotiationRows::judgement, (config, said) -> "refused");
        }
        for (String header : List.of("PERMESSAGE-DEFLATE", "x-other", "permessage-deflate, permessage-deflate")) {
            addAll(rows, configs, header, null, NegotiationRows::judgement, (config, said) -> "fails");
        }
        rows.assertAll(768 * (360 + 7 + 45 + 14 + 3));
    }

    @Test
    void aClientOffersAsSpecified() {
        Rows rows = new Rows();
        for (ClientDeflate config : NegotiationRows.clients(NegotiationRows.WINDOWS)) {
            rows.add(config, "", new ExtensionOffer(config.name(), config.offer()).toString(),
                    SpecifiedNegotiation.offer(config).toString());
        }
        rows.assertAll(768);
    }

    @Test
    void aServerTakesTheFirstOfSeveralOffersThatItCanHonour() {
        List<String> offers = new ArrayList<>(List.of("x-other; server_max_window_bits=9", "PERMESSAGE-DEFLATE"));
        for (Said said : List.of(new Said("-", "-", "-", "-"), new Said("-", "-", "-", "+"), new Said("-", "-", "9", "-"),
                new Said("+", "+", "15", "10"), new Said("-", "+", "-", "15"), new Said("+", "-", "8", "8"))) {
            offers.add(said.toString());
        }
        offers.addAll(NegotiationRows.INVALID.subList(0, 8));
        offers.addAll(List.of(NegotiationRows.INVALID.get(29), NegotiationRows.INVALID.get(39)));
        Rows rows = new Rows();
        Map<String, List<ExtensionOffer>> headers = new HashMap<>();
        for (ServerDeflate config : NegotiationRows.servers(List.of(9, 15))) {
            Map<String, String> alone = new HashMap<>();
            offers.forEach(offer -> alone.put(offer, NegotiationRows.answer(config, NegotiationRows.parse(offer))));
            for (String first : offers) {
                for (String second : offers) {
                    for (String third : List.of(offers.get(2), offers.get(3), offers.get(17))) {
                        String header = String.join(", ", first, second, third);
                        String expected = Stream.of(first, second, third).map(alone::get)
                                .filter(answer -> !answer.equals("declined")).findFirst().orElse("declined");
                        rows.add(config, header,
                                NegotiationRows.answer(config, headers.computeIfAbsent(header, NegotiationRows::parse)),
                                expected);
                    }
                }
            }
        }
        rows.assertAll(32 * 18 * 18 * 3);
    }
}
