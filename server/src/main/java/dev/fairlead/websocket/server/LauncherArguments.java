package dev.fairlead.websocket.server;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The command line of {@link Main}, read.
 *
 * @param help        whether only the usage is wanted
 * @param host        null for all addresses
 * @param port        0 to 65535
 * @param contextPath begins with a slash
 * @param staticFiles a folder of the class path, or null
 * @param keyStore    a file, or null for no TLS
 * @param names       of classes and packages
 */
record LauncherArguments(boolean help, String host, int port, String contextPath, String staticFiles, Path keyStore,
        List<String> names) {
    static final String PASSWORD_VARIABLE = "FAIRLEAD_KEYSTORE_PASSWORD";

    static final String USAGE = """
            usage: java -cp CLASSPATH dev.fairlead.websocket.server.Main [options] NAME...

            Serves WebSocket endpoints. Each NAME is a class with @ServerEndpoint, a ServerApplicationConfig, or a
            package: then all endpoints in it and in the packages below it are served.

              --port N         port to listen on, 0 for any that is free (8080)
              --host NAME      address to listen on (all of this machine's)
              --context PATH   what stands before the endpoints' paths (/)
              --static FOLDER  folder of the class path with files to serve beside the endpoints (none)
              --keystore FILE  serve https and wss with this PKCS #12 or JKS file; its password is taken from the
                               environment variable FAIRLEAD_KEYSTORE_PASSWORD
              --help           print this

            Limits and timeouts are system properties, as in -Dfairlead.maxTextMessageSize=65536
            """;

    /** What is wrong with a command line. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static LauncherArguments parse(String... args) throws UsageException {
        Queue<String> left = new ArrayDeque<>(List.of(args));
        boolean help = false;
        String host = null;
        int port = 8080;
        String contextPath = "/";
        String staticFiles = null;
        Path keyStore = null;
        List<String> names = new ArrayList<>();
        while (!left.isEmpty()) {
            String word = left.remove();
            switch (word) {
                case "--help", "-h" -> help = true;
                case "--host" -> host = value(word, left);
                case "--port" -> port = port(value(word, left));
                case "--context" -> contextPath = value(word, left);
                case "--static" -> staticFiles = value(word, left);
                case "--keystore" -> keyStore = Path.of(value(word, left));
                default -> {
                    if (word.startsWith("-")) {
                        throw new UsageException("there is no option " + word);
                    }
                    names.add(word);
                }
            }
        }
        if (names.isEmpty() && !help) {
            throw new UsageException("name at least one endpoint class or package");
        }
        return new LauncherArguments(help, host, port, contextPath, staticFiles, keyStore, List.copyOf(names));
    }

    private static String value(String option, Queue<String> left) throws UsageException {
        if (left.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return left.remove();
    }

    private static int port(String value) throws UsageException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, for words and for numbers out of range alike.
        }
        throw new UsageException("--port is " + value + "; it must be 0 to 65535");
    }
}
