package dev.fairlead.benchmarks.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the compressing half of a connection holds: the heap that lives after a full collection, and for the JDK's own streams the
 * process's resident memory. That takes a heap whose pages are touched from the start.
 */
final class HeldMemory {
    private static final int CONNECTIONS = 200;
    private static final int MESSAGES = 100;
    private static final int SIZE = 1 << 10;
    private static final int KIB = 1024;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private HeldMemory() {
    }

    /** Bytes for each connection after 100 messages of 1 KiB. */
    static double of(Knob knob) {
        List<byte[]> cycle = Corpus.JSON.cycle(SIZE);
        SendingConnections held = Knobs.open(knob, cycle, CONNECTIONS);
        for (int i = 0; i < CONNECTIONS * MESSAGES; i++) {
            held.next();
        }
        long heap = heap();
        long resident = resident();
        // what is gone with them was theirs; the engines of a shared pool aren't
        held.close();
        held = null;
        heap -= heap();
        resident -= resident();
        Reference.reachabilityFence(cycle);
        return (double) (knob.engine() == Engine.JDK_PERSISTENT ? heap + resident : heap) / CONNECTIONS;
    }

    private static long heap() {
        // references to what the collection before this one freed are gone only after it
        MEMORY.gc();
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    /** Without what malloc keeps of streams that were freed, or the next ones would seem to cost nothing. */
    private static long resident() {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "systemTrimNativeHeap", null, null);
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(each -> each.startsWith("VmRSS")).findFirst().orElseThrow();
            return KIB * Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException("the JVM can't trim the native heap", e);
        }
    }
}
