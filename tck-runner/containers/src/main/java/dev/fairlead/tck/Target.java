package dev.fairlead.tck;

import java.util.Map;

/** What Fairlead runs in. */
public enum Target {
    /** Tomcat 11. */
    TOMCAT11("tomcat11", "tomcat11", "TomcatServer", Map.of()),
    /** Tomcat 10.1: Jakarta EE 10, WebSocket 2.1. */
    TOMCAT10("tomcat10", "tomcat10", "TomcatServer", Map.of()),
    /** Jetty 12.1 with Jakarta EE 11. */
    JETTY_EE11("jetty-ee11", "jetty-ee11", "JettyEe11", Map.of()),
    /** Jetty 12.1 with Jakarta EE 10, WebSocket 2.1. */
    JETTY_EE10("jetty-ee10", "jetty-ee10", "JettyEe10", Map.of()),
    /** Any Servlet 6 container: Tomcat 11 with the transport that uses nothing of its own. */
    GENERIC("generic", "tomcat11", "TomcatServer", Map.of("fairlead.transport", "servlet")),
    /** Fairlead's own server. */
    SERVER("server", null, "FairleadServer", Map.of());

    private final String name;
    private final String lib;
    private final String server;
    private final Map<String, String> parameters;

    Target(String name, String lib, String server, Map<String, String> parameters) {
        this.name = name;
        this.lib = lib;
        this.server = server;
        this.parameters = parameters;
    }

    /**
     * Finds a target.
     *
     * @param name as it is written on a command line
     * @return the target
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Target of(String name) {
        StringBuilder names = new StringBuilder();
        for (Target target : values()) {
            if (target.name.equals(name)) {
                return target;
            }
            names.append(' ').append(target.name);
        }
        throw new IllegalArgumentException("tck.target is " + name + "; it must be one of" + names);
    }

    /**
     * The folder of the server's jars.
     *
     * @return a name below {@code tck-runner/servers}, or null for the tests' own class path
     */
    String lib() {
        return lib;
    }

    /**
     * The class that runs the server.
     *
     * @return its full name
     */
    String serverClass() {
        return "dev.fairlead.tck.server." + server;
    }

    /**
     * Context parameters that make the target what it is.
     *
     * @return usually none
     */
    Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return name;
    }
}
