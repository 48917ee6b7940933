package dev.fairlead.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Room room = new Room("lobby", Clock.fixed(NOON, ZoneOffset.UTC), Listener.EACH);
    private final Listener ada = new Listener();
    private final Listener bob = new Listener();

    @Test
    void welcomesANewcomerAndTellsTheOthers() throws Exception {
        join(ada, "Ada");
        join(bob, "bob");

        assertThat(ada.events).containsExactly(
                new Event.Welcome("lobby", "Ada", List.of("Ada"), List.of()),
                new Event.Joined("bob", List.of("Ada", "bob")));
        assertThat(bob.events).containsExactly(
                new Event.Welcome("lobby", "bob", List.of("Ada", "bob"), List.of()));
    }

    @Test
    void whatIsSaidReachesEverybody() throws Exception {
        join(ada, "Ada");
        join(bob, "bob");

        room.say(ada, new Command.Say("  hello\r\nthere  "));

        Event said = new Event.Said("Ada", "hello\nthere", NOON);
        assertThat(ada.last()).isEqualTo(said);
        assertThat(bob.last()).isEqualTo(said);
    }

    @Test
    void aNewcomerSeesTheLastMessages() throws Exception {
        join(ada, "Ada");
        for (int i = 0; i <= Room.HISTORY; i++) {
            room.say(ada, new Command.Say("message " + i));
        }
        join(bob, "bob");

        assertThat(((Event.Welcome) bob.last()).history())
                .hasSize(Room.HISTORY)
                .startsWith(new Event.Said("Ada", "message 1", NOON))
                .endsWith(new Event.Said("Ada", "message " + Room.HISTORY, NOON));
    }

    @Test
    void whoLeavesIsMissed() throws Exception {
        join(ada, "Ada");
        join(bob, "bob");

        room.leave(bob);
        room.leave(bob);

        assertThat(ada.events).hasSize(3);
        assertThat(ada.last()).isEqualTo(new Event.Left("bob", List.of("Ada")));
        assertThat(room.isEmpty()).isFalse();
        room.leave(ada);
        assertThat(room.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "ada", " ADA ", "\uff21da"})
    void aNicknameIsTakenOnce(String again) throws Exception {
        join(ada, "Ada");

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> join(bob, again))
                .withMessage("Ada is here already. Please choose another nickname.");
        assertThat(bob.events).isEmpty();
    }

    @Test
    void whoComesBackWithItsKeyReplacesItsLostConnection() throws Exception {
        room.join(ada, new Command.Join("Ada", "secret"));
        join(bob, "bob");
        Listener returned = new Listener();

        room.join(returned, new Command.Join("Ada", "secret"));
        room.leave(ada);

        assertThat(ada.replaced).isTrue();
        assertThat(returned.last()).isEqualTo(new Event.Welcome("lobby", "Ada", List.of("Ada", "bob"), List.of()));
        assertThat(bob.events).hasSize(1);
    }

    @Test
    void anotherKeyReplacesNobody() throws Exception {
        room.join(ada, new Command.Join("Ada", "secret"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> room.join(bob, new Command.Join("Ada", "guessed")));
        assertThat(ada.replaced).isFalse();
    }

    @Test
    void oneMustJoinToSpeakAndOnceIsEnough() throws Exception {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> room.say(ada, new Command.Say("hello")))
                .withMessage("Please join the room first.");
        join(ada, "Ada");
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> join(ada, "Ada2"))
                .withMessage("You are in this room already.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "123456789012345678901", "<b>Ada</b>", "A\nda", "-Ada", "\u202eadA"})
    void badNicknamesAreRefused(String nickname) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> join(ada, nickname));
        assertThat(room.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "J\u00fcrgen", "\u5c0f\u660e", "O'Neil", "R2-D2"})
    void namesOfTheWorldAreWelcome(String nickname) throws Exception {
        join(ada, nickname);

        assertThat(ada.last()).isEqualTo(new Event.Welcome("lobby", nickname, List.of(nickname), List.of()));
    }

    @Test
    void textsAreCleanedAndLimited() throws Exception {
        join(ada, "Ada");

        room.say(ada, new Command.Say("a\u0000b\u202ec \ud83d\ude00"));
        assertThat(ada.last()).isEqualTo(new Event.Said("Ada", "abc \ud83d\ude00", NOON));

        room.say(ada, new Command.Say("\ud83d\ude00".repeat(Rules.MAX_TEXT)));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> room.say(ada, new Command.Say("x".repeat(Rules.MAX_TEXT + 1))))
                .withMessage("A message has at most 1000 characters.");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> room.say(ada, new Command.Say(" \u0007 ")));
    }

    private void join(Listener member, String nickname) throws RefusedException {
        room.join(member, new Command.Join(nickname, ""));
    }
}
