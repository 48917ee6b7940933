package dev.fairlead.websocket.protocol.handshake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers challenges with a user's name and password: Digest with SHA-256 or MD5 (RFC 7616), or else Basic (RFC 7617).
 *
 * @param user     the name
 * @param password the password
 * @param realm    the only realm that they are for; null for any
 */
public record Authentication(String user, String password, String realm) {
    /** From the best to the weakest. */
    private static final List<String> ALGORITHMS = List.of("SHA-256", "SHA-256-SESS", "MD5", "MD5-SESS");
    /** A nonce is used once. */
    private static final String NONCE_COUNT = "00000001";

    /**
     * Answers the strongest challenge that can be answered.
     *
     * @param challenges what was asked
     * @param method     of the request that carries the answer
     * @param target     of that request, as its first line has it
     * @param nonce      the client's, never used before
     * @return the value of {@code Authorization} or {@code Proxy-Authorization}; empty if there is nothing to answer
     */
    public Optional<String> answer(List<Challenge> challenges, String method, String target, String nonce) {
        for (String algorithm : ALGORITHMS) {
            for (Challenge challenge : challenges) {
                if (isFor(challenge, "Digest") && algorithm.equals(algorithm(challenge)) && hasAnswer(challenge)) {
                    return Optional.of(digest(challenge.parameters(), algorithm, method, target, nonce));
                }
            }
        }
        boolean basic = user.indexOf(':') < 0 && challenges.stream().anyMatch(challenge -> isFor(challenge, "Basic"));
        return basic ? Optional.of("Basic " + Base64.getEncoder().encodeToString(
                (user + ':' + password).getBytes(StandardCharsets.UTF_8))) : Optional.empty();
    }

    /**
     * Whether the last answer was right but came too late, so that the same password is worth another try.
     *
     * @param challenges what was asked
     * @return true if one of them says so
     */
    public static boolean isStale(List<Challenge> challenges) {
        return challenges.stream().anyMatch(challenge -> "true".equalsIgnoreCase(challenge.parameters().get("stale")));
    }

    private boolean isFor(Challenge challenge, String scheme) {
        return challenge.scheme().equalsIgnoreCase(scheme) && (realm == null || realm.equals(challenge.realm()));
    }

    private static String algorithm(Challenge challenge) {
        return challenge.parameters().getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    }

    /** Integrity of the body alone is nothing that a request without a body should be asked for. */
    private static boolean hasAnswer(Challenge challenge) {
        return challenge.realm() != null && challenge.parameters().containsKey("nonce")
                && (!challenge.parameters().containsKey("qop") || hasAuth(challenge.parameters()));
    }

    private static boolean hasAuth(Map<String, String> parameters) {
        return Arrays.stream(parameters.get("qop").split(",")).anyMatch(qop -> qop.strip().equalsIgnoreCase("auth"));
    }

    private String digest(Map<String, String> asked, String algorithm, String method, String target, String nonce) {
        Hash hash = new Hash(algorithm.replace("-SESS", ""), "UTF-8".equalsIgnoreCase(asked.get("charset"))
                ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        String secret = hash.of(user + ':' + asked.get("realm") + ':' + password);
        if (algorithm.endsWith("-SESS")) {
            secret = hash.of(secret + ':' + asked.get("nonce") + ':' + nonce);
        }
        String request = hash.of(method + ':' + target);
        boolean counted = asked.containsKey("qop");
        String response = hash.of(secret + ':' + asked.get("nonce") + ':'
                + (counted ? NONCE_COUNT + ':' + nonce + ":auth:" : "") + request);
        StringBuilder answer = new StringBuilder("Digest username=").append(quoted(user))
                .append(", realm=").append(quoted(asked.get("realm")))
                .append(", nonce=").append(quoted(asked.get("nonce")))
                .append(", uri=").append(quoted(target))
                .append(", response=").append(quoted(response));
        if (asked.containsKey("algorithm")) {
            answer.append(", algorithm=").append(asked.get("algorithm"));
        }
        if (asked.containsKey("opaque")) {
            answer.append(", opaque=").append(quoted(asked.get("opaque")));
        }
        if (counted || algorithm.endsWith("-SESS")) {
            answer.append(", cnonce=").append(quoted(nonce));
        }
        if (counted) {
            answer.append(", qop=auth, nc=").append(NONCE_COUNT);
        }
        return answer.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + (realm == null ? "" : " in " + realm);
    }

    /** A hash function as Digest uses it: text in, hexadecimal digits out. */
    private record Hash(String name, Charset charset) {
        String of(String text) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(text.getBytes(charset)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("the JVM has no " + name + ", which every Java has", e);
            }
        }
    }
}
