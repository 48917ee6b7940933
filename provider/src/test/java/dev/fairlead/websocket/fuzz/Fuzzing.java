package dev.fairlead.websocket.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on the targets, one after the other, each in a JVM of its own that starts with the corpus that is kept and
 * with what earlier runs found. Arguments: the folder to work in, a target's name or {@code all}, the time for each,
 * and whether to write down the smallest corpus that reaches as much.
 */
public final class Fuzzing {
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    /** What reaching new code of is no progress. */
    private static final List<String> ORACLES = List.of("dev.fairlead.websocket.fuzz.**",
            "dev.fairlead.websocket.protocol.extension.deflate.StrictInflater",
            "dev.fairlead.websocket.protocol.extension.deflate.StrictInflater$Code",
            "dev.fairlead.websocket.protocol.extension.deflate.Messages",
            "dev.fairlead.websocket.protocol.ReferenceReceiver");
    private static final Pattern EXECUTIONS = Pattern.compile("(?s).*#(\\d+).*?");
    private static final Pattern COVERAGE = Pattern.compile("(?s).*cov: (\\d+).*?");

    private final Path folder;
    private final FuzzTarget target;

    private Fuzzing(Path folder, FuzzTarget target) {
        this.folder = folder;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<FuzzTarget> targets = Arrays.stream(FuzzTarget.values())
                .filter(target -> arguments[1].equals("all") || arguments[1].equals(target.title())).toList();
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("fuzz.target is " + arguments[1] + "; it must be all, or one of "
                    + Stream.of(FuzzTarget.values()).map(FuzzTarget::title).toList());
        }
        List<String> summary = new ArrayList<>();
        boolean clean = true;
        for (FuzzTarget target : targets) {
            Fuzzing fuzzing = new Fuzzing(folder, target);
            clean &= fuzzing.run(seconds(arguments[2]), summary);
            if (Boolean.parseBoolean(arguments[3])) {
                fuzzing.minimize();
            }
        }
        summary.forEach(System.out::println);
        if (!clean) {
            System.exit(1);
        }
    }

    /** As {@code 30s}, {@code 10m} or {@code 1h}. */
    private static long seconds(String time) {
        Matcher matcher = Pattern.compile("(\\d+)([smh])").matcher(time);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("fuzz.time is " + time + "; it must be like 30s, 10m or 1h");
        }
        return Long.parseLong(matcher.group(1)) * switch (matcher.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
    }

    /** Returns whether there was no finding. */
    private boolean run(long seconds, List<String> summary) throws IOException, InterruptedException {
        Path seeds = Files.createDirectories(folder.resolve(target.title()).resolve("seeds"));
        int number = 0;
        for (Map.Entry<String, byte[]> input : Corpus.of(target).entrySet()) {
            Files.write(seeds.resolve(String.format("%04d", number++)), input.getValue());
        }
        Path findings = folder.resolve(target.title()).resolve("findings");
        Path log = folder.resolve(target.title()).resolve("log.txt");
        int status = jazzer(log, "-max_total_time=" + seconds, "-use_value_profile=1",
                "-artifact_prefix=" + empty(findings) + '/', corpus().toString(), seeds.toString());
        String text = Files.readString(log);
        summary.add(String.format("%-10s %12s executions, coverage %s, %s", target.title(), last(EXECUTIONS, text),
                last(COVERAGE, text), status == 0 ? "no finding" : "ended with " + status + ", see " + log));
        for (Path finding : list(findings)) {
            summary.add("    " + finding.getFileName() + ": " + HexFormat.of().formatHex(Files.readAllBytes(finding)));
        }
        return status == 0;
    }

    /** Writes the smallest corpus that reaches as much as all that was found, in the form in which it is kept. */
    private void minimize() throws IOException, InterruptedException {
        Path merged = empty(folder.resolve(target.title()).resolve("merged"));
        jazzer(folder.resolve(target.title()).resolve("merge.txt"), "-merge=1", merged.toString(), corpus().toString());
        List<String> lines = new ArrayList<>();
        for (Path input : list(merged)) {
            lines.add("found " + input.getFileName().toString().substring(0, 8) + ": "
                    + HexFormat.of().formatHex(Files.readAllBytes(input)));
        }
        Files.write(folder.resolve(target.title() + ".txt"), lines);
    }

    private int jazzer(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-cp", System.getProperty("java.class.path"), "-Xmx1g", "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                JAZZER, "--target_class=" + target.className(),
                "--instrumentation_includes=dev.fairlead.websocket.**",
                "--instrumentation_excludes=" + String.join(":", ORACLES),
                "--reproducer_path=" + folder, "-rss_limit_mb=0", "-timeout=120",
                "-report_slow_units=120",
                "-max_len=2048", "-print_final_stats=1"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    }

    private Path corpus() throws IOException {
        return Files.createDirectories(folder.resolve(target.title()).resolve("corpus"));
    }

    private static Path empty(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        return directory;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static String last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? matcher.group(1) : "no";
    }
}
