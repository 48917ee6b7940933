package dev.fairlead.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this JVM has used so far.
 *
 * @param time       nanoseconds, of no particular origin
 * @param cpu        nanoseconds of all threads
 * @param compilers  nanoseconds of the JIT compilers' threads
 * @param collectors nanoseconds of the garbage collectors' threads
 * @param allocated  bytes, of the threads that are alive
 */
record Usage(long time, long cpu, long compilers, long collectors, long allocated) {
    private static final double MICRO = 1e3;
    private static final Path TASKS = Path.of("/proc/self/task");

    static Usage now() {
        long compilers = 0;
        long collectors = 0;
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                String name = read(task.resolve("comm"));
                if (name.contains("CompilerThre")) {
                    compilers += nanoseconds(task);
                } else if (name.contains("GC Thread") || name.startsWith("G1 ")) {
                    collectors += nanoseconds(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).filter(each -> each > 0).sum();
        return new Usage(System.nanoTime(), system.getProcessCpuTime(), compilers, collectors, allocated);
    }

    private static long nanoseconds(Path task) throws IOException {
        String line = read(task.resolve("schedstat"));
        return line.isEmpty() ? 0 : Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    /** A thread may end in between; what it used is then missing here, never in the total. */
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw e;
        }
    }

    /** Bytes of live objects, after full collections. */
    static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What was used since then, for each of some operations, as {@code key=value}. */
    String since(Usage before, long operations) {
        double n = Math.max(1, operations);
        double seconds = (time - before.time) / 1e9;
        return String.format(Locale.ROOT, "n=%d secs=%.3f rate=%.0f cpu_us=%.3f jit_us=%.3f gc_us=%.3f", operations,
                seconds, operations / seconds, (cpu - before.cpu) / MICRO / n, (compilers - before.compilers) / MICRO / n,
                (collectors - before.collectors) / MICRO / n);
    }

    /** What was allocated since then, likewise. Makes sense where no threads have ended in between. */
    String allocatedSince(Usage before, long operations) {
        return String.format(Locale.ROOT, " alloc_b=%.1f", (allocated - before.allocated) / (double) Math.max(1, operations));
    }
}
