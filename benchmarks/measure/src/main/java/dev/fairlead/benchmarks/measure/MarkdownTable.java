package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as Markdown writes it. It reads its own text again, so that a results file is all that a plot needs. Not thread-safe. */
public final class MarkdownTable {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param columns the headings
     */
    public MarkdownTable(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns
     * @return this
     */
    public MarkdownTable row(String... cells) {
        return row(Arrays.asList(cells));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns
     * @return this
     */
    public MarkdownTable row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns.size() + " columns: "
                    + cells);
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /**
     * How many rows there are.
     *
     * @return 0 or more
     */
    public int size() {
        return rows.size();
    }

    /**
     * One cell.
     *
     * @param row    from 0
     * @param column its heading
     * @return the text
     */
    public String cell(int row, String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("no column \"" + column + "\" in " + columns);
        }
        return rows.get(row).get(at);
    }

    /**
     * One cell as a number: thousands may be divided, a unit behind a space is left out, bold is no hindrance.
     *
     * @param row    from 0
     * @param column its heading
     * @return NaN if there is none
     */
    public double number(int row, String column) {
        String text = cell(row, column).replace("**", "").replace(",", "").strip().split(" ")[0];
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Reads a table.
     *
     * @param lines its lines, as {@link #toString} makes them
     * @return the table
     */
    public static MarkdownTable parse(List<String> lines) {
        MarkdownTable table = new MarkdownTable(cells(lines.get(0)));
        for (String line : lines.subList(2, lines.size())) {
            table.row(cells(line));
        }
        return table;
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        if (inner.length() < 2 || inner.charAt(0) != '|' || inner.charAt(inner.length() - 1) != '|') {
            throw new IllegalArgumentException("no row of a table: " + line);
        }
        return Arrays.stream(inner.substring(1, inner.length() - 1).split("\\|", -1)).map(String::strip).toList();
    }

    /** The table in Markdown, each line ended. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, columns);
        text.append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
