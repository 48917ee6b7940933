package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.measure.Machine;
import dev.fairlead.benchmarks.measure.Report;
import dev.fairlead.benchmarks.measure.Workplace;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of the hot path briefly, with what they allocate, and writes a table of each. */
public final class HotPath {
    private static final int ITERATIONS = 3;

    /** A JIT compiler needs more time for all of the provider than for a loop. */
    private enum Part {
        ALONE("A message that came alone, through the provider and an annotated endpoint and back",
                "PipelineBenchmark.alone", 600),
        TOGETHER("The same, each message of 16 that came together", "PipelineBenchmark.together", 600,
                Message.TEXT_64, Message.TEXT_1K),
        FRAME("The header of a frame", "FrameBenchmark", 100),
        MASK("Unmasking", "MaskBenchmark", 100),
        TEXT("UTF-8", "TextBenchmark", 100),
        PATH("Finding the endpoint of a path", "PathBenchmark", 100);

        private final String title;
        private final String benchmarks;
        private final int millis;
        private final Message[] messages;

        Part(String title, String benchmarks, int millis, Message... messages) {
            this.title = title;
            this.benchmarks = benchmarks;
            this.millis = millis;
            this.messages = messages;
        }

        private List<HotLine> run() throws RunnerException {
            TimeValue time = TimeValue.milliseconds(millis);
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(HotPath.class.getPackageName().replace(".", "\\.") + "\\." + benchmarks.replace(".", "\\."))
                    .forks(1).warmupIterations(ITERATIONS).warmupTime(time).measurementIterations(ITERATIONS)
                    .measurementTime(time).addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            if (messages.length > 0) {
                String[] names = new String[messages.length];
                for (int i = 0; i < names.length; i++) {
                    names[i] = messages[i].name();
                }
                options.param("message", names);
            }
            return new Runner(options.build()).run().stream().map(HotLine::of).toList();
        }
    }

    private HotPath() {
    }

    /**
     * Runs all.
     *
     * @param args none
     */
    public static void main(String... args) throws Exception {
        Report report = new Report("The hot path, step by step", "benchmarks/hot", Machine.here());
        report.say("Time and bytes allocated for one operation on one thread, by JMH: one JVM for each line, " + ITERATIONS
                + " short iterations. The least time is that of the iteration which was disturbed least.");
        for (Part part : Part.values()) {
            System.err.println(part.title);
            report.say("## " + part.title);
            report.table(part.name().toLowerCase(Locale.ROOT), HotLine.table(part.run()));
        }
        report.write(Workplace.results("hot.md"));
        System.out.print(report);
    }
}
