package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has in memory: pages of the Java heap, and all others.
 *
 * @param heap   bytes of the heap's pages
 * @param outside bytes of the other pages: what was allocated outside of the heap, code, thread stacks
 */
record ResidentMemory(long heap, long outside) {
    private static final Pattern HEAP = Pattern.compile("heap.*\\[0x([0-9a-f]+), 0x([0-9a-f]+)[,)].*");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");
    private static final int KIB = 1024;

    static ResidentMemory of(long pid) throws IOException, InterruptedException {
        return parse(Jcmd.run(pid, "GC.heap_info"), Files.readAllLines(Path.of("/proc/" + pid + "/smaps")));
    }

    static ResidentMemory parse(List<String> heapInfo, List<String> smaps) {
        Matcher range = heapInfo.stream().map(HEAP::matcher).filter(Matcher::find).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no range of the heap, is it G1's? " + heapInfo));
        long from = Long.parseUnsignedLong(range.group(1), 16);
        // smaps divides the heap where it isn't committed; the range that jcmd tells is all that is reserved
        long to = Long.parseUnsignedLong(range.group(2), 16);
        long heap = 0;
        long others = 0;
        boolean inside = false;
        for (String line : smaps) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher resident = RESIDENT.matcher(line);
            if (mapping.matches()) {
                inside = Long.parseUnsignedLong(mapping.group(1), 16) >= from
                        && Long.parseUnsignedLong(mapping.group(2), 16) <= to;
            } else if (resident.matches()) {
                long bytes = Long.parseLong(resident.group(1)) * KIB;
                if (inside) {
                    heap += bytes;
                } else {
                    others += bytes;
                }
            }
        }
        return new ResidentMemory(heap, others);
    }
}
