package dev.fairlead.tck.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What came out of a run.
 *
 * @param target   where
 * @param tests    how many were executed, those skipped included
 * @param failures how many of them failed in an assertion
 * @param errors   how many of them threw anything else
 * @param skipped  how many of them were skipped
 * @param seconds  how long it took
 * @param problems a line each
 */
record TckResult(String target, int tests, int failures, int errors, int skipped, long seconds, List<String> problems) {
    private static final String REPORT = "TEST-junit-jupiter.xml";

    /** A run that ended too early to have a report. */
    static TckResult incomplete(String target, String why, long seconds) {
        return new TckResult(target, 0, 0, 0, 0, seconds, List.of(why));
    }

    /** Reads JUnit's report. */
    static TckResult read(String target, Path reports, long seconds) throws IOException {
        Path file = reports.resolve(REPORT);
        if (Files.notExists(file)) {
            return incomplete(target, "the JVM ended without a report", seconds);
        }
        Element suite = parse(file).getDocumentElement();
        List<String> problems = new ArrayList<>();
        addProblems(suite, "failure", problems);
        addProblems(suite, "error", problems);
        addProblems(suite, "skipped", problems);
        return new TckResult(target, count(suite, "tests"), count(suite, "failures"), count(suite, "errors"),
                count(suite, "skipped"), seconds, problems);
    }

    private static Document parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("can't read " + file, e);
        }
    }

    private static int count(Element suite, String what) {
        return Integer.parseInt(suite.getAttribute(what));
    }

    private static void addProblems(Element suite, String kind, List<String> problems) {
        NodeList elements = suite.getElementsByTagName(kind);
        for (int i = 0; i < elements.getLength(); i++) {
            Element problem = (Element) elements.item(i);
            Element test = (Element) problem.getParentNode();
            problems.add(kind + ": " + test.getAttribute("classname") + "." + test.getAttribute("name") + " "
                    + problem.getAttribute("message"));
        }
    }

    /**
     * Whether all tests passed.
     *
     * @param expected how many there are
     */
    boolean passed(int expected) {
        return tests == expected && failures == 0 && errors == 0 && skipped == 0 && problems.isEmpty();
    }
}
