package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param date      the day
 * @param jdk       the virtual machine and its version
 * @param processor its model and how many
 * @param system    the operating system
 * @param load      the load of the last minute when the measurement began: what else was running
 */
public record Machine(LocalDate date, String jdk, String processor, String system, String load) {
    private static final long GIB = 1 << 20;

    /**
     * The machine that this runs on, now.
     *
     * @return what could be learned
     */
    public static Machine here() {
        return new Machine(LocalDate.now(Clock.systemUTC()),
                System.getProperty("java.vm.name") + " " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                Runtime.getRuntime().availableProcessors() + " x " + field("/proc/cpuinfo", "model name", "processors")
                        + ", " + memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                loadNow());
    }

    /** The load of the last minute; {@code unknown} where the system doesn't tell. */
    static String loadNow() {
        return first("/proc/loadavg").split(" ")[0];
    }

    private static String memory() {
        String kib = field("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kib.isEmpty() ? "memory unknown" : Math.round((double) Long.parseLong(kib) / GIB) + " GiB";
    }

    private static String field(String file, String name, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(otherwise);
        } catch (IOException e) {
            // No Linux: the table is worth having without.
            return otherwise;
        }
    }

    private static String first(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            // No Linux, either.
            return "unknown ";
        }
    }

    /** One paragraph for a results file. */
    @Override
    public String toString() {
        return date + "; " + jdk + "; " + processor + "; " + system + "; load at the start " + load;
    }
}
