package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpSessionsTest {
    private final HttpSessions sessions = new HttpSessions();

    @Test
    void aSessionThatBeginsAfterItsHttpSessionHasEndedLearnsIt() {
        HttpSessions.Member member = sessions.join("s1");
        assertThat(sessions.end("s1")).isEmpty();
        assertThat(member.begin(null)).isFalse();
    }

    @Test
    void aNewIdTakesTheSessionsAlong() {
        HttpSessions.Member member = sessions.join("s1");
        sessions.rename("s1", "s2");
        sessions.end("s1");
        assertThat(member.begin(null)).isTrue();
        sessions.end("s2");
        assertThat(member.begin(null)).isFalse();
    }

    @Test
    void aSessionThatHasEndedIsForgotten() {
        HttpSessions.Member member = sessions.join("s1");
        HttpSessions.Member other = sessions.join("s1");
        member.end();
        assertThat(other.begin(null)).isTrue();
        sessions.end("s1");
        assertThat(other.begin(null)).isFalse();
    }
}
