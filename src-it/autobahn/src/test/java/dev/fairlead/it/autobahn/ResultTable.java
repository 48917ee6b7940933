package dev.fairlead.it.autobahn;

import java.util.ArrayList;
import java.util.List;

/** The results of all runs, in Markdown. */
final class ResultTable {
    private final Options options;
    private final List<RunResult> results = new ArrayList<>();

    ResultTable(Options options) {
        this.options = options;
    }

    void add(RunResult result) {
        results.add(result);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("Autobahn testsuite: ").append(options).append("\n\n")
                .append("| target | permessage-deflate | cases | OK | non-strict | informational | unimplemented | failed "
                        + "| seconds | |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (RunResult result : results) {
            text.append("| `").append(result.run().target()).append("` | ").append(result.run().setting())
                    .append(" | ").append(result.cases().size())
                    .append(" | ").append(result.count(CaseResult.OK))
                    .append(" | ").append(result.count(CaseResult.NON_STRICT))
                    .append(" | ").append(result.count(CaseResult.INFORMATIONAL))
                    .append(" | ").append(result.count(CaseResult.UNIMPLEMENTED))
                    .append(" | ").append(result.failed())
                    .append(" | ").append(result.seconds())
                    .append(" | ").append(result.problems().isEmpty() ? "passed" : "NOT PASSED").append(" |\n");
        }
        return text.toString();
    }
}
