package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Fairlead wants to be, and whether it is. */
final class GoalTables {
    private final ComparedRuns runs;

    GoalTables(ComparedRuns runs) {
        this.runs = runs;
    }

    /** A row for each case that ran and has a goal. */
    MarkdownTable costs() {
        List<String> columns = List.of(Goal.ON_TOMCAT, Goal.ON_JETTY, Goal.BEST);
        MarkdownTable table = new MarkdownTable(List.of("case", columns.get(0), columns.get(1), columns.get(2)));
        for (ComparedCase test : runs.cases()) {
            List<Goal> goals = Goal.ALL.stream().filter(goal -> goal.test().equals(test.name())).toList();
            if (!goals.isEmpty()) {
                table.row(row(test, columns, goals));
            }
        }
        return table;
    }

    /** A row for each case that has a latency. */
    MarkdownTable latencies() {
        List<String> columns = List.of(Goal.ON_TOMCAT, Goal.ON_JETTY);
        MarkdownTable table = new MarkdownTable(List.of("case", columns.get(0), columns.get(1)));
        for (ComparedCase test : runs.cases()) {
            if (!test.idle()) {
                table.row(row(test, columns, Goal.latency(test)));
            }
        }
        return table;
    }

    private List<String> row(ComparedCase test, List<String> columns, List<Goal> goals) {
        List<String> row = new ArrayList<>(List.of(test.title()));
        for (String column : columns) {
            row.add(goals.stream().filter(goal -> goal.column().equals(column)).map(goal -> goal.cell(runs))
                    .collect(Collectors.joining("; ")));
        }
        return row;
    }

    /** How many goals are reached, in words. */
    String summary() {
        List<Goal> measured = Stream.concat(Goal.ALL.stream(),
                        ComparedCase.ALL.stream().filter(test -> !test.idle()).flatMap(test -> Goal.latency(test).stream()))
                .filter(goal -> goal.ratio(runs).measured()).toList();
        long met = measured.stream().filter(goal -> goal.met(goal.ratio(runs))).count();
        return met + " of " + measured.size() + " goals that were measured are reached.";
    }
}
