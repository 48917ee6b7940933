package dev.fairlead.it.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The other ends: how they are installed, and run. */
enum Peer {
    /** The package ws of Node. */
    NODE {
        @Override
        String missing() {
            return Program.exists("node", "--version") && Program.exists("npm", "--version") ? null
                    : "node and npm aren't installed";
        }

        @Override
        void install() throws IOException, InterruptedException {
            Path folder = folder();
            try (var sources = Files.list(Program.module().resolve("src/test/node"))) {
                for (Path source : sources.toList()) {
                    Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Program.run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }

        @Override
        Path folder() throws IOException {
            return Program.target("node");
        }

        @Override
        List<String> command(String script) {
            return List.of("node", script + ".mjs");
        }
    },

    /** Debian's python3-websockets. */
    PYTHON {
        @Override
        String missing() {
            return Program.exists(INTERPRETER, "-c", "import websockets") ? null
                    : INTERPRETER + " has no websockets; install python3-websockets";
        }

        @Override
        void install() {
            // nothing beyond the package
        }

        @Override
        Path folder() {
            return Program.module().resolve("src/test/python");
        }

        @Override
        List<String> command(String script) {
            return List.of(INTERPRETER, "-B", script + ".py");
        }
    };

    private static final String INTERPRETER = "/usr/bin/python3";

    /** What keeps it from being run here, or null. */
    abstract String missing();

    abstract void install() throws IOException, InterruptedException;

    abstract Path folder() throws IOException;

    abstract List<String> command(String script);

    /** Talks to an echo server as a client; returns what was negotiated. */
    String talkTo(String url, String options) throws IOException, InterruptedException {
        List<String> lines = Program.run(folder(), with("client", url, options));
        if (!lines.contains("passed")) {
            throw new IOException("not passed: " + lines);
        }
        return lines.get(0).substring("extensions=".length());
    }

    /** Serves an echo. */
    Program serve(String options) throws IOException {
        return Program.serve(folder(), with("server", options));
    }

    /**
     * Talks to an echo server as a client, compressed, a connection for each of the options; returns what was negotiated,
     * a line for each.
     */
    List<String> talkCompressed(String url, int seed, String options) throws IOException, InterruptedException {
        List<String> lines = Program.run(folder(), with("deflate_client", url, Integer.toString(seed), options));
        if (!lines.contains("passed")) {
            throw new IOException("not passed: " + lines);
        }
        return lines.stream().filter(line -> line.startsWith("extensions=")).toList();
    }

    /** Serves an echo, compressed, on a port for each of the options. */
    Program serveCompressed(String options) throws IOException {
        return Program.serve(folder(), with("deflate_server", options));
    }

    private String[] with(String script, String... arguments) {
        List<String> all = new ArrayList<>(command(script));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
