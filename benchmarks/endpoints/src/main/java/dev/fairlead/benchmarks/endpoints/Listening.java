package dev.fairlead.benchmarks.endpoints;

/** What each server has in common with the others: its arguments and the line that says it is ready. */
public final class Listening {
    /** The only address that a benchmark server listens on. */
    public static final String HOST = "127.0.0.1";

    /** How many connections may wait to be accepted: load comes with all its connections at once. */
    public static final int BACKLOG = 4096;

    private Listening() {
    }

    /**
     * Reads the port.
     *
     * @param args the command line: the server's name and the port
     * @return the port
     */
    public static int port(String... args) {
        return Integer.parseInt(args[1]);
    }

    /**
     * Says that the server takes connections.
     *
     * @param args the command line: the server's name and the port
     */
    public static void ready(String... args) {
        System.out.println(args[0] + " listens on ws://" + HOST + ":" + port(args) + "/echo and /broadcast");
    }
}
