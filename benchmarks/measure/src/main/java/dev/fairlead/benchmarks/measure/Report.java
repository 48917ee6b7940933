package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of one command as Markdown. Each table has a name, in a comment before it, by which documents and plots find
 * it again. Not thread-safe.
 */
public final class Report {
    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a report.
     *
     * @param title   its heading
     * @param command what was run
     * @param machine where and when
     */
    public Report(String title, String command, Machine machine) {
        text.append("# ").append(title).append("\n\n`").append(command).append("`\n\n").append(machine).append("\n");
    }

    /**
     * Adds a paragraph.
     *
     * @param paragraph Markdown
     * @return this
     */
    public Report say(String paragraph) {
        text.append('\n').append(paragraph.strip()).append('\n');
        return this;
    }

    /**
     * Adds a table.
     *
     * @param name  what it is found by: letters, digits and hyphens
     * @param table the table
     * @return this
     */
    public Report table(String name, MarkdownTable table) {
        text.append('\n').append(begin(name)).append('\n').append(table);
        return this;
    }

    /**
     * Writes the report.
     *
     * @param file replaced if it is there
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /** The report in Markdown. */
    @Override
    public String toString() {
        return text.toString();
    }

    private static String begin(String name) {
        return "<!-- table: " + name + " -->";
    }

    /**
     * Finds a table of a written report.
     *
     * @param file the report
     * @param name the table's name
     * @return its lines
     * @throws IllegalArgumentException if it has none of that name
     */
    static List<String> lines(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int at = lines.indexOf(begin(name));
        if (at < 0) {
            throw new IllegalArgumentException(file + " has no table \"" + name + "\"");
        }
        List<String> table = new ArrayList<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            table.add(line);
        }
        return table;
    }

    /**
     * What a written report says of its origin.
     *
     * @param file the report
     * @return the command, and where and when it ran
     */
    static String origin(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.get(2) + ", " + lines.get(4);
    }
}
