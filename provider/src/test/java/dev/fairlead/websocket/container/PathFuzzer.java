package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DeploymentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any templates and any path: a template is refused or deployed, and the path leads where trying all templates leads.
 *
 * <p>Input: text, in lines: a path with its query, then templates.
 */
public final class PathFuzzer {
    private PathFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        String[] lines = new String(data, StandardCharsets.UTF_8).split("\n", -1);
        String[] target = lines[0].split("\\?", 2);
        QueryParameters.parse(target.length > 1 ? target[1] : null)
                .forEach((name, values) -> assertThat(values).isNotEmpty());

        EndpointPaths<UriTemplate> paths = new EndpointPaths<>();
        List<UriTemplate> deployed = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            try {
                UriTemplate template = UriTemplate.parse(lines[i]);
                paths.add(template, template);
                deployed.add(template);
            } catch (DeploymentException e) {
                assertThat(e.getMessage()).contains(lines[i]);
            }
        }
        UriTemplate expected = null;
        for (UriTemplate template : deployed) {
            if (match(template, target[0]) != null && (expected == null || isBetter(template, expected))) {
                expected = template;
            }
        }
        Optional<EndpointPaths.Found<UriTemplate>> found = paths.find(target[0]);
        assertThat(found.map(EndpointPaths.Found::endpoint).orElse(null)).isSameAs(expected);
        if (expected != null) {
            assertThat(found.orElseThrow().pathParameters()).isEqualTo(match(expected, target[0]));
        }
    }

    /** The variables' values, or null if a template doesn't fit. */
    private static Map<String, String> match(UriTemplate template, String path) {
        String[] parts = path.split("/", -1);
        List<UriTemplate.Segment> segments = template.segments();
        if (!path.startsWith("/") || parts.length != segments.size() + 1) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            UriTemplate.Segment segment = segments.get(i);
            String part = parts[i + 1];
            if (segment.variable() ? part.isEmpty() : !part.equals(segment.text())) {
                return null;
            }
            if (segment.variable()) {
                values.put(segment.text(), part);
            }
        }
        return values;
    }

    /** The first segment from the left in which they differ decides: a literal before a variable. */
    private static boolean isBetter(UriTemplate one, UriTemplate other) {
        for (int i = 0; i < one.segments().size(); i++) {
            if (one.segments().get(i).variable() != other.segments().get(i).variable()) {
                return other.segments().get(i).variable();
            }
        }
        return false;
    }
}
