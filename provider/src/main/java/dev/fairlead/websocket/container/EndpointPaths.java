package dev.fairlead.websocket.container;

import dev.fairlead.websocket.container.UriTemplate.Segment;
import jakarta.websocket.DeploymentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the endpoint of a path: segment by segment from the left, a literal before a variable. Looking up is thread-safe and
 * takes no lock; adding is left to one thread at a time.
 *
 * @param <E> the endpoints
 */
final class EndpointPaths<E> {
    /**
     * What a path leads to.
     *
     * @param endpoint       the best match
     * @param pathParameters the template's variables
     * @param <E>            the endpoints
     */
    record Found<E>(E endpoint, Map<String, String> pathParameters) {
    }

    private static final class Node<E> {
        private final ConcurrentMap<String, Node<E>> literals = new ConcurrentHashMap<>(4);
        private volatile Node<E> variable;
        private volatile Leaf<E> leaf;
    }

    private record Leaf<E>(UriTemplate template, E endpoint) {
    }

    private volatile Node<E> root = new Node<>();

    /**
     * Adds an endpoint.
     *
     * @param template its path
     * @param endpoint where it leads
     * @throws DeploymentException if an endpoint has the same path, or one that differs in variables' names only
     */
    void add(UriTemplate template, E endpoint) throws DeploymentException {
        Node<E> node = root;
        for (Segment segment : template.segments()) {
            if (!segment.variable()) {
                node = node.literals.computeIfAbsent(segment.text(), unused -> new Node<>());
            } else {
                if (node.variable == null) {
                    node.variable = new Node<>();
                }
                node = node.variable;
            }
        }
        if (node.leaf != null) {
            throw new DeploymentException("the endpoint's path \"" + template + "\" leads where \"" + node.leaf.template()
                    + "\" of " + node.leaf.endpoint() + " leads; give it another path");
        }
        node.leaf = new Leaf<>(template, endpoint);
    }

    /** Forgets all endpoints. */
    void clear() {
        root = new Node<>();
    }

    /**
     * Finds the endpoint of a path.
     *
     * @param path decoded, beginning with a slash
     * @return the best match, if any
     */
    Optional<Found<E>> find(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        String[] segments = path.substring(1).split("/", -1);
        Leaf<E> leaf = find(root, segments, 0);
        return leaf == null ? Optional.empty()
                : Optional.of(new Found<>(leaf.endpoint(), parameters(leaf.template(), segments)));
    }

    private Leaf<E> find(Node<E> node, String[] segments, int index) {
        if (index == segments.length) {
            return node.leaf;
        }
        Node<E> literal = node.literals.get(segments[index]);
        Leaf<E> found = literal == null ? null : find(literal, segments, index + 1);
        // an empty segment is no value of a variable
        if (found == null && node.variable != null && !segments[index].isEmpty()) {
            found = find(node.variable, segments, index + 1);
        }
        return found;
    }

    private static Map<String, String> parameters(UriTemplate template, String[] path) {
        List<Segment> segments = template.segments();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (segments.get(i).variable()) {
                parameters.put(segments.get(i).text(), path[i]);
            }
        }
        return Collections.unmodifiableMap(parameters);
    }
}
