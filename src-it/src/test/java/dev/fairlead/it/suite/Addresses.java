package dev.fairlead.it.suite;

import java.net.URI;
import java.net.URL;

/** Addresses in a deployed application. */
final class Addresses {
    private Addresses() {
    }

    /** The ws URI of a path below the context path. */
    static URI ws(URL base, String path) {
        String root = base.toString().replaceFirst("/$", "").replaceFirst("^http", "ws");
        return URI.create(root + path);
    }
}
