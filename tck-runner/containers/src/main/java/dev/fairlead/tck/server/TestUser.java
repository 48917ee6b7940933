package dev.fairlead.tck.server;

/** The one user that every server knows. */
final class TestUser {
    static final String NAME = "ada";
    static final String PASSWORD = "lovelace";
    static final String ROLE = "reader";

    private TestUser() {
    }
}
