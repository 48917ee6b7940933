package dev.fairlead.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsTest {
    private static final Command.Join ADA = new Command.Join("Ada", "");

    private final Rooms rooms = new Rooms(2, Clock.systemUTC(), Listener.EACH);

    @Test
    void aRoomIsMadeOnceAndKeepsItsHistory() throws Exception {
        Listener ada = new Listener();
        Room lobby = rooms.enter("lobby", ada, ADA);
        lobby.say(ada, new Command.Say("hello"));
        lobby.leave(ada);

        Listener again = new Listener();
        assertThat(rooms.enter("lobby", again, ADA)).isSameAs(lobby);
        assertThat(((Event.Welcome) again.last()).history()).extracting(Event.Said::text).containsExactly("hello");
    }

    @Test
    void anEmptyRoomMakesWayAndAnOccupiedOneDoesNot() throws Exception {
        Listener ada = new Listener();
        Room first = rooms.enter("first", ada, ADA);
        rooms.enter("second", new Listener(), ADA);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> rooms.enter("third", new Listener(), ADA))
                .withMessage("All 2 rooms are in use. Please enter one of them.");
        first.leave(ada);
        rooms.enter("third", new Listener(), ADA);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> rooms.enter("first", new Listener(), ADA));
    }

    @Test
    void whoIsRefusedMakesNoRoom() throws Exception {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> rooms.enter("first", new Listener(), new Command.Join("<>", "")));
        rooms.enter("second", new Listener(), ADA);
        rooms.enter("third", new Listener(), ADA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lobby", "a b", "..", "-a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void badRoomNamesAreRefused(String name) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rooms.enter(name, new Listener(), ADA));
    }
}
