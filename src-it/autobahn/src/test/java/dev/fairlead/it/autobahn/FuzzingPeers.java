package dev.fairlead.it.autobahn;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.python.util.jython;

/**
 * The testsuite's fuzzing client and fuzzing server, in a JVM of their own that runs Jython: {@code peers.py}. It ends with
 * its standard input, so it doesn't outlive this JVM, however this one ends.
 */
final class FuzzingPeers implements AutoCloseable {
    /** Jython compiles the testsuite first: 20 seconds, or some minutes on a machine that has much else to do. */
    private static final Duration START = Duration.ofMinutes(10);

    private final Path reports;
    private final Path log;
    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<List<String>> answers = new LinkedBlockingQueue<>();
    private final int cases;

    /**
     * Starts them.
     *
     * @param target the module's folder of what is built
     */
    FuzzingPeers(Path target, Options options) throws IOException {
        reports = Files.createDirectories(target.resolve("autobahn"));
        log = reports.resolve("peers.log");
        process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseParallelGC",
                "-Dpython.path=" + target.resolve("peers") + File.pathSeparator + target.resolve("testsuite"),
                "-Dpython.cachedir=" + target.resolve("jython"),
                "-Dpython.console=",
                "-classpath", System.getProperty("java.class.path"),
                jython.class.getName(),
                target.resolve("peers/peers.py").toString(),
                reports.toString(), String.valueOf(options.messages()), String.valueOf(options.strict()),
                String.valueOf(options.patience()))
                .redirectError(log.toFile())
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAnswers, "fuzzing peers");
        reader.setDaemon(true);
        reader.start();
        cases = Integer.parseInt(answer("ready", START).get(0));
    }

    private void readAnswers() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(List.of(line.split("\t")));
            }
            answers.add(List.of("ended"));
        } catch (IOException e) {
            answers.add(List.of("failed", e.toString()));
        }
    }

    /** How many cases the testsuite has. */
    int cases() {
        return cases;
    }

    /**
     * Runs cases against a server.
     *
     * @param name of the report
     * @return the results
     */
    RunResult fuzz(Run run, String url, String patterns, Duration limit) throws IOException {
        long start = System.nanoTime();
        command("fuzz", run.name(), run.setting().offers(), url, patterns);
        int expected = Integer.parseInt(answer("fuzzed", limit).get(0));
        return results(run, expected, start);
    }

    /**
     * Serves cases to a client.
     *
     * @param client is called when the server listens, and has run all cases when it returns
     * @return the results
     */
    RunResult serve(Run run, String patterns, ClientUnderTest client) throws Exception {
        long start = System.nanoTime();
        command("listen", run.name(), run.setting().offers(), patterns);
        List<String> listening = answer("listening", START);
        int expected = Integer.parseInt(listening.get(1));
        client.run(Integer.parseInt(listening.get(0)), expected);
        command("report");
        answer("reported", START);
        return results(run, expected, start);
    }

    private RunResult results(Run run, int expected, long start) throws IOException {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return new RunResult(run, expected, CaseResult.read(reports.resolve(run.name()).resolve("results.tsv")), seconds);
    }

    private void command(String... words) throws IOException {
        commands.write(String.join("\t", words));
        commands.newLine();
        commands.flush();
    }

    private List<String> answer(String expected, Duration limit) throws IOException {
        try {
            List<String> answer = answers.poll(limit.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("the testsuite hasn't " + expected + " within " + limit + "; see " + log);
            }
            if (!answer.get(0).equals(expected)) {
                throw new IOException("the testsuite: " + String.join(" ", answer) + "; see " + log);
            }
            return answer.subList(1, answer.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the testsuite ran", e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A client that the fuzzing server tests. */
    @FunctionalInterface
    interface ClientUnderTest {
        void run(int port, int cases) throws Exception;
    }
}
