package dev.fairlead.benchmarks.endpoints;

/** What each server has in common with the others: its arguments and the line that says it is ready. */
public final class Listening {
    /** The only address that a benchmark server listens on. */
    public static final String HOST = "127.0.0.1";

    /** How many connections may wait to be accepted: load comes with all its connections at once. */
    public static final int BACKLOG = 4096;

    private static final String VIRTUAL = "+virtual";

    private Listening() {
    }

    /**
     * Reads the port.
     *
     * @param args the command line: the server's name, the port, and perhaps a second one for TLS
     * @return the port
     */
    public static int port(String... args) {
        return Integer.parseInt(args[1]);
    }

    /**
     * Whether the server listens for TLS, too.
     *
     * @param args the command line
     * @return true if it has a second port
     */
    public static boolean hasTls(String... args) {
        return args.length > 2;
    }

    /**
     * Reads the port for TLS.
     *
     * @param args the command line, with two ports
     * @return the second one
     */
    public static int tlsPort(String... args) {
        return Integer.parseInt(args[2]);
    }

    /**
     * Whether the container's workers are to be virtual threads: what the servers whose names end in {@code +virtual} have.
     *
     * @param args the command line
     * @return true for such a name
     */
    public static boolean virtualThreads(String... args) {
        return args[0].endsWith(VIRTUAL);
    }

    /**
     * Says that the server takes connections.
     *
     * @param args the command line
     */
    public static void ready(String... args) {
        System.out.println(args[0] + " listens on ws://" + HOST + ":" + port(args) + "/echo and /broadcast"
                + (hasTls(args) ? ", with TLS on port " + tlsPort(args) : ""));
    }
}
