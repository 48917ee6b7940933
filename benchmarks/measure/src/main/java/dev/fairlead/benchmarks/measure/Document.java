package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the tables of results files into documents. A document says where a table belongs with two comments:
 *
 * <pre>
 * &lt;!-- from codec.md: deflate-json --&gt;
 * &lt;!-- end --&gt;
 * </pre>
 *
 * What stands between them is replaced by the table and a line that names the command, the JDK and the date.
 */
public final class Document {
    private static final Pattern BEGIN = Pattern.compile("<!-- from ([\\w.-]+): ([\\w-]+) -->");
    private static final String END = "<!-- end -->";

    private Document() {
    }

    /**
     * Refreshes documents and their plot.
     *
     * @param args the folder of the results, the plot's file, and the documents
     */
    public static void main(String... args) throws IOException {
        Path results = Path.of(args[0]);
        TradeOffPlot.draw(results.resolve("knobs.md"), Path.of(args[1]));
        for (int i = 2; i < args.length; i++) {
            refresh(Path.of(args[i]), results);
        }
    }

    /**
     * Replaces all tables of a document.
     *
     * @param document the file that is rewritten
     * @param results  the folder that its comments refer to
     */
    static void refresh(Path document, Path results) throws IOException {
        List<String> fresh = new ArrayList<>();
        boolean stale = false;
        for (String line : Files.readAllLines(document)) {
            if (line.equals(END)) {
                stale = false;
            }
            if (!stale) {
                fresh.add(line);
            }
            Matcher begin = BEGIN.matcher(line);
            if (begin.matches()) {
                Path file = results.resolve(begin.group(1));
                fresh.add("");
                fresh.addAll(Report.lines(file, begin.group(2)));
                fresh.add("");
                fresh.add("Measured with " + Report.origin(file) + ".");
                fresh.add("");
                stale = true;
            }
        }
        if (stale) {
            throw new IllegalArgumentException(document + ": a table has no " + END);
        }
        Files.write(document, fresh);
    }
}
