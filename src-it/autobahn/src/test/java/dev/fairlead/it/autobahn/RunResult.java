package dev.fairlead.it.autobahn;

import java.util.ArrayList;
import java.util.List;

/**
 * What came out of a run.
 *
 * @param run      which
 * @param expected how many cases it should have had
 * @param cases    those it had
 * @param seconds  how long it took
 */
record RunResult(Run run, int expected, List<CaseResult> cases, long seconds) {
    /** How many cases have a verdict. */
    long count(String verdict) {
        return cases.stream().filter(result -> result.verdict().equals(verdict)).count();
    }

    /** How many cases have none of the verdicts that are counted by name. */
    long failed() {
        return cases.size() - count(CaseResult.OK) - count(CaseResult.NON_STRICT) - count(CaseResult.INFORMATIONAL)
                - count(CaseResult.UNIMPLEMENTED);
    }

    /** A line for each case that isn't as it should be, and one if there are too few cases. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (cases.size() != expected) {
            problems.add(cases.size() + " cases were run, not " + expected);
        }
        for (CaseResult result : cases) {
            if (!result.isAsExpected(run.setting())) {
                problems.add(result.toString());
            }
        }
        return problems;
    }

    @Override
    public String toString() {
        return run + ": " + cases.size() + " cases in " + seconds + " s, "
                + (problems().isEmpty() ? "passed" : "NOT PASSED");
    }
}
