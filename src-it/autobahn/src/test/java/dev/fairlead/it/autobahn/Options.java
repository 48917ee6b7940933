package dev.fairlead.it.autobahn;

/**
 * What the module's properties say.
 *
 * @param cases    {@code autobahn.cases}: {@code quick}, {@code all} or patterns
 * @param targets  {@code autobahn.targets}: {@code all}, or names with commas between them
 * @param settings {@code autobahn.settings}: {@code all}, or names with commas between them
 * @param messages {@code autobahn.messages}: how many a case of groups 12 and 13 sends
 * @param strict   {@code autobahn.strict}: whether an answer that fits no offer fails these
 * @param patience {@code autobahn.patience}: how many times longer than usual the testsuite waits
 * @param jvm      {@code autobahn.jvm}: what this JVM was given, for the table
 */
record Options(String cases, String targets, String settings, int messages, boolean strict, int patience,
        String jvm) {
    static Options fromProperties() {
        return new Options(System.getProperty("autobahn.cases", "quick"), System.getProperty("autobahn.targets", "all"),
                System.getProperty("autobahn.settings", "all"), Integer.getInteger("autobahn.messages", 20),
                Boolean.parseBoolean(System.getProperty("autobahn.strict", "true")),
                Integer.getInteger("autobahn.patience", 10), System.getProperty("autobahn.jvm", ""));
    }

    @Override
    public String toString() {
        return cases + " cases, " + messages + " messages each in groups 12 and 13, " + (strict ? "strict" : "not strict")
                + ", Java " + Runtime.version().feature() + (jvm.isBlank() ? "" : ", " + jvm.strip());
    }
}
