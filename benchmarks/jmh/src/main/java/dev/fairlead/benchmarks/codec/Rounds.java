package dev.fairlead.benchmarks.codec;

import com.sun.management.ThreadMXBean;
import dev.fairlead.benchmarks.measure.Samples;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures several kinds of work side by side: in each round every kind has a short turn, so that whatever disturbs the machine
 * disturbs all alike. It counts the CPU time of the thread, not what others use meanwhile.
 *
 * @param rounds how many count; one more comes before them
 * @param batch  how long a turn lasts at least, in nanoseconds
 */
record Rounds(int rounds, long batch) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What {@link #run} adds up, so that no work can be left out. */
    private static volatile long sum;

    /**
     * What one message costs, medians of the rounds.
     *
     * @param nanoseconds CPU time of the thread
     * @param allocated   bytes of the heap
     */
    record Cost(double nanoseconds, double allocated) {}

    /** Runs all rounds; the costs are in the order of the work. */
    List<Cost> run(List<? extends Turn> work) {
        List<Samples> times = Stream.generate(Samples::new).limit(work.size()).toList();
        List<Samples> allocations = Stream.generate(Samples::new).limit(work.size()).toList();
        long[] counts = work.stream().mapToLong(this::messagesInBatch).toArray();
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < counts.length; i++) {
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                long time = THREADS.getCurrentThreadCpuTime();
                run(work.get(i), counts[i]);
                time = THREADS.getCurrentThreadCpuTime() - time;
                allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
                if (round >= 0) {
                    times.get(i).add((double) time / counts[i]);
                    allocations.get(i).add((double) allocated / counts[i]);
                }
            }
        }
        return Stream.iterate(0, i -> i + 1).limit(work.size())
                .map(i -> new Cost(times.get(i).median(), allocations.get(i).median())).toList();
    }

    private long messagesInBatch(Turn work) {
        long messages = 0;
        long from = THREADS.getCurrentThreadCpuTime();
        do {
            run(work, 1);
            messages++;
        } while (THREADS.getCurrentThreadCpuTime() - from < batch);
        return messages;
    }

    private static void run(Turn work, long messages) {
        long bytes = 0;
        for (long i = 0; i < messages; i++) {
            bytes += work.next();
        }
        sum += bytes;
    }

    /** Does the work for so many nanoseconds without counting. */
    static void warmUp(Turn work, long nanoseconds) {
        long from = System.nanoTime();
        do {
            run(work, 1);
        } while (System.nanoTime() - from < nanoseconds);
    }
}
