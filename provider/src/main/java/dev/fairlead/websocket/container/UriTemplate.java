package dev.fairlead.websocket.container;

import jakarta.websocket.DeploymentException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of an endpoint: literal segments and variables that fill a whole one, as {@code /rooms/{room}} (specification
 * section 3.1.1). Immutable.
 */
final class UriTemplate {
    /**
     * What stands between two slashes.
     *
     * @param text     the literal, or the variable's name
     * @param variable which of the two
     */
    record Segment(String text, boolean variable) {
    }

    private final String path;
    private final List<Segment> segments;

    private UriTemplate(String path, List<Segment> segments) {
        this.path = path;
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a template.
     *
     * @param path as the endpoint's configuration says it
     * @return the template
     * @throws DeploymentException if it breaks a rule; the message says which
     */
    static UriTemplate parse(String path) throws DeploymentException {
        if (path == null || !path.startsWith("/")) {
            throw bad(path, "must begin with a slash");
        }
        String[] parts = path.substring(1).split("/", -1);
        List<Segment> segments = new ArrayList<>(parts.length);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty() && i < parts.length - 1 || part.equals(".") || part.equals("..")) {
                throw bad(path, "must not contain \"//\", \"/./\" or \"/../\"");
            }
            if (part.length() > 2 && part.startsWith("{") && part.endsWith("}")) {
                String name = part.substring(1, part.length() - 1);
                checkBraces(path, name);
                if (!names.add(name)) {
                    throw bad(path, "has the variable {" + name + "} twice; give each a name of its own");
                }
                segments.add(new Segment(name, true));
            } else {
                checkBraces(path, part);
                segments.add(new Segment(part, false));
            }
        }
        return new UriTemplate(path, segments);
    }

    private static void checkBraces(String path, String text) throws DeploymentException {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw bad(path, "has a brace that isn't a variable's; a variable {name} fills a whole segment");
        }
    }

    private static DeploymentException bad(String path, String fault) {
        return new DeploymentException("the endpoint's path \"" + path + "\" " + fault);
    }

    List<Segment> segments() {
        return segments;
    }

    /** As it was read. */
    @Override
    public String toString() {
        return path;
    }
}
