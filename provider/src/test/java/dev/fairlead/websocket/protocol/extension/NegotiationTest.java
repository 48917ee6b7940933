package dev.fairlead.websocket.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private final List<MarkingExtension> created = new ArrayList<>();

    /** Accepts offers whose first parameter is the one it wants; null wants anything. */
    private class Factory implements ServerExtensionFactory, ClientExtensionFactory {
        final String name;
        final int bits;
        final String wanted;

        Factory(String name, int bits, String wanted) {
            this.name = name;
            this.bits = bits;
            this.wanted = wanted;
        }

        @Override
        public String name() {
            return name;
        }

        private boolean fits(List<ExtensionParameter> parameters) {
            return wanted == null || parameters.contains(ExtensionParameter.flag(wanted));
        }

        private MarkingExtension create() {
            MarkingExtension extension = new MarkingExtension(name, bits);
            created.add(extension);
            return extension;
        }

        @Override
        public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
            return fits(offer) ? Optional.of(new Accepted(offer, create())) : Optional.empty();
        }

        @Override
        public List<ExtensionParameter> offer() {
            return wanted == null ? List.of() : List.of(ExtensionParameter.flag(wanted));
        }

        @Override
        public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted)
                throws ExtensionNegotiationException {
            if (!fits(response)) {
                throw new ExtensionNegotiationException(name + " wants " + wanted);
            }
            return create();
        }
    }

    private Factory factory(String name, int bits) {
        return new Factory(name, bits, null);
    }

    private static ExtensionOffer offer(String name, String... flags) {
        return new ExtensionOffer(name, List.of(flags).stream().map(ExtensionParameter::flag).toList());
    }

    private static List<String> names(List<Accepted> answers) {
        return answers.stream().map(answer -> new ExtensionOffer(answer.extension().name(), answer.parameters()))
                .map(ExtensionOffer::toString).toList();
    }

    private void assertAllClosed() {
        assertThat(created).isNotEmpty().allSatisfy(extension -> assertThat(extension.closed).isEqualTo(1));
    }

    @Test
    void aServerKeepsTheClientsOrder() {
        assertThat(names(ServerNegotiation.negotiate(List.of(factory("a", 0), factory("b", 0)),
                List.of(offer("b"), offer("unknown"), offer("a"))))).containsExactly("b", "a");
    }

    @Test
    void aServerTriesEachOfferOfAnExtensionAndTakesTheFirstThatFits() {
        assertThat(names(ServerNegotiation.negotiate(List.of(new Factory("a", 0, "y")),
                List.of(offer("a", "x"), offer("a", "y"), offer("a", "y", "z"))))).containsExactly("a; y");
        assertThat(created).hasSize(1);
    }

    @Test
    void aServerAsksTheFirstOfSeveralFactoriesWithOneName() {
        assertThat(names(ServerNegotiation.negotiate(List.of(new Factory("a", 0, "x"), factory("a", 0)),
                List.of(offer("a"))))).isEmpty();
    }

    @Test
    void aServerShowsAFactoryWhatWasAcceptedBefore() {
        List<List<NegotiatedExtension>> seen = new ArrayList<>();
        Factory b = new Factory("b", 0, null) {
            @Override
            public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
                seen.add(accepted);
                return super.accept(offer, accepted);
            }
        };
        ServerNegotiation.negotiate(List.of(factory("a", 0), b), List.of(offer("a"), offer("b")));
        assertThat(seen).containsExactly(List.of(created.get(0)));
    }

    @Test
    void aServerDeclinesAnExtensionWhoseReservedBitIsTakenAndClosesIt() {
        assertThat(names(ServerNegotiation.negotiate(
                List.of(factory("a", Frame.RSV1), factory("b", Frame.RSV1), factory("c", Frame.RSV2)),
                List.of(offer("b"), offer("a"), offer("c"))))).containsExactly("b", "c");
        assertThat(created).extracting(extension -> extension.closed).containsExactly(0, 1, 0);
    }

    @Test
    void aServerClosesWhatWasAcceptedWhenAFactoryThrows() {
        IllegalStateException bug = new IllegalStateException("bug");
        Factory bad = new Factory("bad", 0, null) {
            @Override
            public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
                throw bug;
            }
        };
        assertThatThrownBy(() -> ServerNegotiation.negotiate(List.of(factory("a", 0), bad),
                List.of(offer("a"), offer("bad")))).isInstanceOf(ExtensionFailedException.class)
                .hasMessageContaining("extension bad failed").hasCause(bug);
        assertAllClosed();
    }

    @Test
    void aServerRefusesAnExtensionWithAnotherNameThanItsFactory() {
        Factory bad = new Factory("bad", 0, null) {
            @Override
            public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
                MarkingExtension extension = new MarkingExtension("other", 0);
                created.add(extension);
                return Optional.of(new Accepted(List.of(), extension));
            }
        };
        assertThatThrownBy(() -> ServerNegotiation.negotiate(List.of(bad), List.of(offer("bad"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("bad").hasMessageContaining("other");
        assertAllClosed();
    }

    @Test
    void aClientKeepsTheServersOrder() throws Exception {
        assertThat(ClientNegotiation.confirm(List.of(factory("a", 0), factory("b", 0)),
                List.of(offer("b"), offer("a")))).extracting(NegotiatedExtension::name).containsExactly("b", "a");
    }

    @Test
    void aClientTakesTheFirstOfItsOffersThatTheAnswerFits() throws Exception {
        assertThat(ClientNegotiation.confirm(List.of(new Factory("a", 0, "x"), new Factory("a", 0, "y")),
                List.of(offer("a", "y")))).hasSize(1);
    }

    @Test
    void aClientRefusesAnAnswerThatFitsNoneOfItsOffers() {
        assertThatThrownBy(() -> ClientNegotiation.confirm(
                List.of(new Factory("a", 0, "x"), new Factory("a", 0, "y")), List.of(offer("a"))))
                .isInstanceOf(ExtensionNegotiationException.class).hasMessage("a wants x");
    }

    @Test
    void aClientRefusesWhatItDidNotOffer() {
        assertThatThrownBy(() -> ClientNegotiation.confirm(List.of(factory("a", 0)),
                List.of(offer("a"), offer("b")))).isInstanceOf(ExtensionNegotiationException.class)
                .hasMessage("the server accepted extension b, which wasn't offered");
        assertAllClosed();
    }

    @Test
    void aClientRefusesTheSameExtensionTwice() {
        assertThatThrownBy(() -> ClientNegotiation.confirm(List.of(factory("a", 0)),
                List.of(offer("a"), offer("a")))).isInstanceOf(ExtensionNegotiationException.class)
                .hasMessage("the server accepted extension a twice");
        assertAllClosed();
    }

    @Test
    void aClientRefusesTwoExtensionsWithOneReservedBit() {
        assertThatThrownBy(() -> ClientNegotiation.confirm(
                List.of(factory("a", Frame.RSV3), factory("b", Frame.RSV3)), List.of(offer("a"), offer("b"))))
                .isInstanceOf(ExtensionNegotiationException.class).hasMessageContaining("reserved bit");
        assertAllClosed();
    }

    @Test
    void aClientClosesWhatWasConfirmedWhenAnAnswerDoesNotFit() {
        assertThatThrownBy(() -> ClientNegotiation.confirm(List.of(factory("a", 0), new Factory("b", 0, "x")),
                List.of(offer("a"), offer("b")))).isInstanceOf(ExtensionNegotiationException.class);
        assertAllClosed();
    }
}
