package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.measure.Figures;
import dev.fairlead.benchmarks.measure.MarkdownTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark has measured.
 *
 * @param operation  its method
 * @param parameters their names and values
 * @param least      nanoseconds of an operation in the fastest iteration
 * @param mean       nanoseconds of an operation
 * @param allocated  bytes of an operation
 */
record HotLine(String operation, Map<String, String> parameters, double least, double mean, double allocated) {
    /** Below that it is the harness's, spread over the operations. */
    private static final double LEAST_BYTES = .5;

    /** Reads a result of average times in nanoseconds, with the profiler of the collector. */
    static HotLine of(RunResult result) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : result.getParams().getParamsKeys()) {
            parameters.put(name, result.getParams().getParam(name));
        }
        String name = result.getParams().getBenchmark();
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new HotLine(name.substring(name.lastIndexOf('.') + 1), parameters, time.getStatistics().getMin(),
                time.getScore(), bytes.getScore());
    }

    /** A table of results of the same benchmarks; what varies is a column. */
    static MarkdownTable table(List<HotLine> lines) {
        List<String> varying = lines.get(0).parameters.keySet().stream()
                .filter(name -> lines.stream().map(line -> line.parameters.get(name)).distinct().count() > 1).toList();
        boolean several = lines.stream().map(HotLine::operation).distinct().count() > 1;
        List<String> columns = new ArrayList<>(several ? List.of("operation") : List.of());
        columns.addAll(varying);
        columns.addAll(List.of("least ns", "mean ns", "allocated, B"));
        MarkdownTable table = new MarkdownTable(columns);
        for (HotLine line : lines) {
            List<String> row = new ArrayList<>(several ? List.of(line.operation) : List.of());
            varying.forEach(name -> row.add(line.parameters.get(name)));
            row.addAll(List.of(Figures.number(line.least), Figures.number(line.mean),
                    Figures.number(line.allocated < LEAST_BYTES ? 0 : line.allocated)));
            table.row(row);
        }
        return table;
    }
}
