package dev.fairlead.it.autobahn;

import java.util.List;
import java.util.Locale;

/** How permessage-deflate is treated in a run. */
enum Setting {
    /** As the testsuite has it: offered in groups 12 and 13 and nowhere else; Fairlead has its defaults. */
    ASKED("asked", "/echo"),

    /**
     * The same without {@code client_no_context_takeover} in the offers, groups 12 and 13 only: a server that answers that
     * parameter never has to keep a client's context.
     */
    TAKEOVER("takeover", "/echo"),

    /** Offered and accepted in groups 1 to 10, so that their raw frames meet a connection that has it. */
    THROUGHOUT("throughout", "/echo"),

    /** Offered as in {@link #ASKED}; Fairlead has it switched off by its setting and must leave the offers unanswered. */
    DECLINED("asked", "/uncompressed");

    /**
     * What can't be in {@link #THROUGHOUT}: 3.4 has RSV1 in a frame that isn't compressed, which is wrong in another way than
     * it means; in 6.4.3 and 6.4.4 the testsuite itself says that data is compressed and sends it as it is; 10.1.1 counts the
     * frames of a message, which is small enough here for one.
     */
    private static final String NOT_THROUGHOUT = ",-3.4,-6.4.3,-6.4.4,-10.1.1";

    private final String offers;
    private final String path;

    Setting(String offers, String path) {
        this.offers = offers;
        this.path = path;
    }

    /** Finds one by its name in lower case. */
    static Setting of(String name) {
        for (Setting setting : values()) {
            if (setting.toString().equals(name)) {
                return setting;
            }
        }
        throw new IllegalArgumentException("autobahn.settings has " + name + "; there are " + List.of(values()));
    }

    /** What {@code peers.py} calls it. */
    String offers() {
        return offers;
    }

    /** The endpoint that is tested. */
    String path() {
        return path;
    }

    /** The cases of this setting out of those that were asked for; the others are the same in {@link #ASKED}. */
    String cases(String patterns) {
        return switch (this) {
            case ASKED, DECLINED -> patterns;
            case TAKEOVER -> patterns + CaseSelection.WITHOUT_OFFER;
            case THROUGHOUT -> patterns + ",-12.*,-13.*" + NOT_THROUGHOUT;
        };
    }

    /** Whether a run of the client differs from others: it isn't the client that answers. */
    boolean isForClients() {
        return this != TAKEOVER;
    }

    /** What comes out of a case when all is well. */
    String expected(CaseResult result) {
        if (CaseSelection.INFORMATIONAL.contains(result.id())) {
            return CaseResult.INFORMATIONAL;
        }
        return this == DECLINED && result.asksForDeflate() ? CaseResult.UNIMPLEMENTED : CaseResult.OK;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
