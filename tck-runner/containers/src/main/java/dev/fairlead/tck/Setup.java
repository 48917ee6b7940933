package dev.fairlead.tck;

import java.nio.file.Path;

/**
 * What is run, as the system properties say.
 *
 * @param target         {@code tck.target}: where Fairlead runs
 * @param embedded       {@code tck.mode}: {@code embedded} (on the server's class path) or {@code war} (in WEB-INF/lib)
 * @param module         {@code tck.module}: whether the server's own WebSocket module is present, too
 * @param fairlead       {@code tck.provider}: {@code fairlead}, or {@code container} for the server's own WebSocket, to
 *                       check the tests
 * @param reportFailures {@code tck.deployment}: {@code report} or {@code swallow} what a deployment fails with
 * @param servers        {@code tck.servers}: the folder of the servers' jars
 */
public record Setup(Target target, boolean embedded, boolean module, boolean fairlead, boolean reportFailures,
        Path servers) {
    /**
     * Reads the system properties.
     *
     * @return the setup
     * @throws IllegalArgumentException if a value is none of those allowed
     */
    public static Setup fromProperties() {
        return new Setup(
                Target.of(System.getProperty("tck.target", "tomcat11")),
                choice("tck.mode", "embedded", "war"),
                choice("tck.module", "present", "absent"),
                choice("tck.provider", "fairlead", "container"),
                choice("tck.deployment", "report", "swallow"),
                Path.of(System.getProperty("tck.servers", "../tck-runner/servers")).toAbsolutePath().normalize());
    }

    private static boolean choice(String property, String yes, String no) {
        String value = System.getProperty(property, yes);
        if (!value.equals(yes) && !value.equals(no)) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be " + yes + " or " + no);
        }
        return value.equals(yes);
    }

    /** The same setup for another target. */
    public Setup withTarget(Target other) {
        return new Setup(other, embedded, module, fairlead, reportFailures, servers);
    }

    /** The same setup without the server's own WebSocket module. */
    public Setup withoutModule() {
        return new Setup(target, embedded, false, fairlead, reportFailures, servers);
    }

    @Override
    public String toString() {
        return target + " " + (embedded ? "embedded" : "war") + (module ? "" : ", no module of its own")
                + (fairlead ? "" : ", the container's own WebSocket");
    }
}
