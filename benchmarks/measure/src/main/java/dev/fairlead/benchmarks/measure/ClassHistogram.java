package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in a heap, by class, after a full collection.
 *
 * @param bytes of all objects of a class, by its name as {@code jcmd} writes it
 */
record ClassHistogram(Map<String, Long> bytes) {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    ClassHistogram {
        bytes = Map.copyOf(bytes);
    }

    static ClassHistogram of(long pid) throws IOException, InterruptedException {
        return parse(Jcmd.run(pid, "GC.class_histogram"));
    }

    static ClassHistogram parse(List<String> lines) {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                bytes.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
            }
        }
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException("no histogram: " + lines);
        }
        return new ClassHistogram(bytes);
    }

    long total() {
        return total(name -> true);
    }

    long total(Predicate<String> wanted) {
        return bytes.entrySet().stream().filter(each -> wanted.test(each.getKey())).mapToLong(Map.Entry::getValue).sum();
    }

    /** How much more each class has here than there; negative where it has less. */
    Map<String, Long> minus(ClassHistogram before) {
        Map<String, Long> more = new HashMap<>();
        TreeSet<String> names = new TreeSet<>(bytes.keySet());
        names.addAll(before.bytes.keySet());
        for (String name : names) {
            more.put(name, bytes.getOrDefault(name, 0L) - before.bytes.getOrDefault(name, 0L));
        }
        return more;
    }
}
