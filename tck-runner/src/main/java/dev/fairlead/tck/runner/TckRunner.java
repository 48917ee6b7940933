package dev.fairlead.tck.runner;

import dev.fairlead.tck.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the official TCK on a target, or on all, several at once, and prints a table of what came out. The exit status is 1
 * unless every run was complete and without a failure.
 */
public final class TckRunner {
    private final Path directory;
    private final int expected = Integer.getInteger("tck.tests");

    private TckRunner(Path directory) {
        this.directory = directory;
    }

    /**
     * Called by Maven, whose class path is also that of the runs. Its system properties are in {@code pom.xml}.
     *
     * @param args the folder for reports, and a target or {@code all}
     * @throws Exception if a run can't be started
     */
    public static void main(String[] args) throws Exception {
        boolean passed = new TckRunner(Path.of(args[0])).run(targets(args[1]));
        System.exit(passed ? 0 : 1);
    }

    private static List<Target> targets(String name) {
        if (name.equals("all")) {
            return List.of(Target.JETTY_EE11, Target.JETTY_EE10, Target.TOMCAT11, Target.TOMCAT10, Target.GENERIC);
        }
        Target target = Target.of(name);
        if (target == Target.SERVER) {
            throw new IllegalArgumentException("the TCK needs a servlet container, which tck.target=server is not: its "
                    + "tests bring servlets and context listeners");
        }
        return List.of(target);
    }

    private boolean run(List<Target> targets) throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(parallel());
        try {
            List<Callable<TckResult>> tasks = new ArrayList<>();
            for (Target target : targets) {
                tasks.add(() -> run(target));
            }
            List<TckResult> results = new ArrayList<>();
            for (Future<TckResult> result : runs.invokeAll(tasks)) {
                results.add(result.get());
            }
            System.out.print(new ResultTable(results, expected));
            return results.stream().allMatch(result -> result.passed(expected));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run of the TCK could not be started", e.getCause());
        } finally {
            runs.shutdownNow();
        }
    }

    private static int parallel() {
        int wanted = Integer.getInteger("tck.parallel");
        return wanted > 0 ? wanted : 3 * Runtime.getRuntime().availableProcessors();
    }

    private TckResult run(Target target) throws Exception {
        TckRun run = new TckRun(target, directory);
        System.out.println("The TCK runs on " + target + "; its output is in " + run.output());
        TckResult result = run.run();
        System.out.println("The TCK has run on " + target + (result.passed(expected) ? "" : ": NOT PASSED"));
        return result;
    }
}
