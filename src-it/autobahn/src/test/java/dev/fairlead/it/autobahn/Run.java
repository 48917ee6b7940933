package dev.fairlead.it.autobahn;

/**
 * One pass through the cases.
 *
 * @param target  what is tested: a server, as {@code tck.target} names it, or the client
 * @param setting how permessage-deflate is treated
 */
record Run(String target, Setting setting) {
    static final String CLIENT = "client";

    boolean isOfClient() {
        return target.equals(CLIENT);
    }

    /** Names the run and its reports. */
    String name() {
        return target + "-" + setting;
    }

    @Override
    public String toString() {
        return target + ", " + setting;
    }
}
