package dev.fairlead.it.autobahn;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which cases are run. */
final class CaseSelection {
    /** All that the testsuite has: a run of fewer has left some out. */
    static final int ALL = 517;

    /** What peers do here is left open by RFC 6455; the testsuite says INFORMATIONAL whatever they do. */
    static final Set<String> INFORMATIONAL = Set.of("7.1.6", "7.13.1", "7.13.2");

    /**
     * Something of each group, of each deflate payload and each deflate parameter; of the large messages only those up to a
     * megabyte or so, and of what differs in a number only, the ends.
     */
    private static final String QUICK = "1.*,2.*,3.*,4.*,5.*,6.1.*,6.2.*,6.3.*,6.4.*,6.5.*,6.12.*,6.20.*,7.*,"
            + "9.1.1,9.1.4,9.2.1,9.2.4,9.3.5,9.4.5,9.5.6,9.6.6,9.7.1,9.8.1,10.*,"
            + "12.1.1,12.1.12,12.2.4,12.2.18,12.3.7,12.4.5,12.4.13,12.5.3,12.5.10,"
            + "13.1.4,13.2.2,13.2.16,13.3.1,13.3.10,13.3.17,13.4.6,13.5.3,13.5.9,13.5.18,13.6.5,13.7.4,13.7.11";

    /** Leaves out the groups in which the testsuite offers no extension. */
    static final String WITHOUT_OFFER = IntStream.rangeClosed(1, 10).mapToObj(group -> ",-" + group + ".*")
            .collect(Collectors.joining());

    private CaseSelection() {
    }

    /** The testsuite's patterns for what {@code autobahn.cases} says, in a setting. */
    static String patterns(String cases, Setting setting) {
        return switch (cases) {
            // Where nothing is offered, nothing can be declined.
            case "quick" -> setting == Setting.DECLINED ? setting.cases(QUICK) + WITHOUT_OFFER : setting.cases(QUICK);
            case "all" -> setting.cases("*");
            default -> setting.cases(cases);
        };
    }
}
