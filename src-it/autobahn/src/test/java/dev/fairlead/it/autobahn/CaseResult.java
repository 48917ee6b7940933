package dev.fairlead.it.autobahn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the testsuite says of one case.
 *
 * @param id            its number, as 7.1.6
 * @param behavior      what came of its messages
 * @param behaviorClose what came of the connection's end
 * @param closeCode     that the peer sent, or {@code None}
 * @param millis        how long it took
 * @param result        why, of {@code behavior}
 * @param resultClose   why, of {@code behaviorClose}
 * @param extensions    what was offered and what was answered
 * @param description   what it does
 */
record CaseResult(String id, String behavior, String behaviorClose, String closeCode, int millis, String result,
        String resultClose, String extensions, String description) {
    static final String OK = "OK";
    static final String NON_STRICT = "NON-STRICT";
    static final String INFORMATIONAL = "INFORMATIONAL";
    static final String UNIMPLEMENTED = "UNIMPLEMENTED";

    /** Reads what {@code peers.py} has written: names of columns, then a case a line, with tabs between the fields. */
    static List<CaseResult> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = Arrays.asList(lines.get(0).split("\t"));
        List<CaseResult> results = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < fields.length; i++) {
                named.put(columns.get(i), fields[i]);
            }
            results.add(new CaseResult(named.get("id"), named.get("behavior"), named.get("behaviorClose"),
                    named.get("remoteCloseCode"), Integer.parseInt(named.get("duration")), named.get("result"),
                    named.get("resultClose"), named.get("extensions"), named.get("description")));
        }
        return results;
    }

    /** 7 of 7.1.6. */
    int group() {
        return Integer.parseInt(id.substring(0, id.indexOf('.')));
    }

    /** Whether it is a case of permessage-deflate. */
    boolean asksForDeflate() {
        return group() >= 12;
    }

    /** The worse of the two verdicts. */
    String verdict() {
        return behavior.equals(OK) ? behaviorClose : behavior;
    }

    /** Whether it ended as it has to in a setting. */
    boolean isAsExpected(Setting setting) {
        String expected = setting.expected(this);
        String expectedClose = expected.equals(INFORMATIONAL) ? INFORMATIONAL : OK;
        return behavior.equals(expected) && behaviorClose.equals(expectedClose);
    }

    @Override
    public String toString() {
        return id + " is " + behavior + " (" + result + "), its close " + behaviorClose + " (" + resultClose
                + ", the peer's code: " + closeCode + "); " + (asksForDeflate() ? extensions + "; " : "")
                + description;
    }
}
