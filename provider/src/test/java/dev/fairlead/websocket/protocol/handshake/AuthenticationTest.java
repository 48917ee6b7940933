package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String RFC_7616 = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final Authentication MUFASA = new Authentication("Mufasa", "Circle of Life", null);

    private static Optional<String> answer(Authentication who, String... lines) {
        return who.answer(Challenge.parse(List.of(lines)), "GET", "/dir/index.html", NONCE);
    }

    /** RFC 7616 section 3.9.1. */
    @Test
    void answersTheExampleOfTheRfcWithSha256WhereBothAreAsked() {
        assertThat(answer(MUFASA, RFC_7616.formatted("MD5"), RFC_7616.formatted("SHA-256"))).hasValueSatisfying(
                value -> assertThat(value)
                        .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
                        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                        .contains("algorithm=SHA-256", "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                                "cnonce=\"" + NONCE + "\"", "qop=auth, nc=00000001", "uri=\"/dir/index.html\""));
        assertThat(answer(MUFASA, RFC_7616.formatted("MD5"))).hasValueSatisfying(
                value -> assertThat(value).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\""));
    }

    /** RFC 2069's form, without qop: A1 = user:realm:password, and nothing of the client's. */
    @Test
    void answersAChallengeWithoutQopInTheOldForm() {
        assertThat(answer(new Authentication("Mufasa", "CircleOfLife", null),
                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"")).hasValueSatisfying(
                        value -> assertThat(value).contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                                .doesNotContain("cnonce", "nc=", "algorithm"));
    }

    @Test
    void prefersDigestToBasic() {
        assertThat(answer(MUFASA, "Basic realm=\"a\"", RFC_7616.formatted("MD5")).orElseThrow()).startsWith("Digest ");
    }

    @Test
    void answersBasicInUtf8() {
        assertThat(answer(new Authentication("test", "123\u00A3", null), "Basic realm=\"foo\", charset=\"UTF-8\""))
                .contains("Basic dGVzdDoxMjPCow==");
    }

    @Test
    void tellsNothingToAnotherRealm() {
        Authentication bound = new Authentication("Mufasa", "Circle of Life", "mine");

        assertThat(answer(bound, "Basic realm=\"yours\"", RFC_7616.formatted("MD5"))).isEmpty();
        assertThat(answer(bound, "Basic realm=\"mine\"")).isPresent();
    }

    @Test
    void hasNoAnswerToWhatItCannotDo() {
        assertThat(answer(MUFASA, "Negotiate", RFC_7616.formatted("SHA-512-256"),
                "Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\"", "Digest realm=\"a\"")).isEmpty();
        assertThat(answer(new Authentication("a:b", "", null), "Basic realm=\"a\"")).isEmpty();
    }

    @Test
    void showsNoPassword() {
        assertThat(MUFASA).hasToString("Mufasa");
        assertThat(new Authentication("a", "b", "c")).hasToString("a in c");
    }
}
