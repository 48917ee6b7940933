package dev.fairlead.websocket.client;

import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.protocol.handshake.Authentication;
import dev.fairlead.websocket.protocol.handshake.Challenge;
import dev.fairlead.websocket.protocol.handshake.ClientHandshake;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.util.List;
import java.util.Optional;

/** The answers to the challenges of one server or proxy: one, and another one if the first came too late. Not thread-safe. */
final class Answers {
    private static final int MAX_STALE = 1;

    private final Credentials credentials;
    private final String header;
    private int given;

    /**
     * Nothing was asked yet.
     *
     * @param credentials what to answer with; null for nothing
     * @param header      that has the challenges
     */
    Answers(Credentials credentials, String header) {
        this.credentials = credentials;
        this.header = header;
    }

    /**
     * Answers a response.
     *
     * @param head   asks for authentication
     * @param method of the request to send
     * @param target of that request
     * @return the value for the next request; empty if there is no answer, or it was given before
     */
    Optional<String> next(Head head, String method, String target) {
        List<Challenge> challenges = Challenge.parse(head.headers().all(header));
        if (credentials == null || given > 0 && (given > MAX_STALE || !Authentication.isStale(challenges))) {
            return Optional.empty();
        }
        given++;
        return new Authentication(credentials.user(), credentials.password(), credentials.realm())
                .answer(challenges, method, target, ClientHandshake.newKey());
    }
}
