package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DeploymentException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPathsTest {
    private static EndpointPaths<String> paths(String... templates) throws DeploymentException {
        EndpointPaths<String> paths = new EndpointPaths<>();
        for (String template : templates) {
            paths.add(UriTemplate.parse(template), template);
        }
        return paths;
    }

    private static String found(EndpointPaths<String> paths, String path) {
        return paths.find(path).map(EndpointPaths.Found::endpoint).orElse("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a//b", "//", "/./a", "/a/..", "/../a", "/{a}b", "/b{a}", "/{a", "/a}", "/{}",
        "/{a}/{a}", "/{{a}}"})
    void refusesABadTemplate(String template) {
        assertThatThrownBy(() -> UriTemplate.parse(template)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("\"" + template + "\"");
    }

    @Test
    void refusesNoTemplate() {
        assertThatThrownBy(() -> UriTemplate.parse(null)).isInstanceOf(DeploymentException.class);
    }

    @ParameterizedTest
    @CsvSource({"/a,/a", "/a/b,/a/b", "/{x},/{y}", "/a/{x},/a/{y}", "/{a}/b,/{b}/b"})
    void refusesEquivalentTemplates(String one, String other) throws Exception {
        EndpointPaths<String> paths = paths(one);
        assertThatThrownBy(() -> paths.add(UriTemplate.parse(other), "other")).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(one).hasMessageContaining(other);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b", "/a/x, /a/{v}", "/x/b, /{v}/b", "/x/y, /{v}/{w}", "/a, /a", "/x, /{v}", "/, none",
        "/a/b/c, /a/{v}/c", "/a/b/d, /{v}/b/d", "/a/, none", "/a//b, none", "/x/y/z, none", "a, none"})
    void prefersLiteralsFromTheLeft(String path, String template) throws Exception {
        EndpointPaths<String> paths = paths("/{v}", "/a", "/{v}/{w}", "/{v}/b", "/a/{v}", "/a/b", "/a/{v}/c", "/{v}/b/d");
        assertThat(found(paths, path)).isEqualTo(template);
    }

    @Test
    void matchesTheRootAndATrailingSlash() throws Exception {
        EndpointPaths<String> paths = paths("/", "/a/", "/a");
        assertThat(found(paths, "/")).isEqualTo("/");
        assertThat(found(paths, "/a/")).isEqualTo("/a/");
        assertThat(found(paths, "/a")).isEqualTo("/a");
    }

    @Test
    void givesTheValuesOfTheVariables() throws Exception {
        EndpointPaths<String> paths = paths("/{a}/x/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}/{k}");
        assertThat(paths.find("/1/x/2/3/4/5/6/7/8/9/10/11").orElseThrow().pathParameters()).isEqualTo(Map.ofEntries(
                Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", "3"), Map.entry("d", "4"), Map.entry("e", "5"),
                Map.entry("f", "6"), Map.entry("g", "7"), Map.entry("h", "8"), Map.entry("i", "9"), Map.entry("j", "10"),
                Map.entry("k", "11")));
    }

    @Test
    void forgetsAll() throws Exception {
        EndpointPaths<String> paths = paths("/a");
        paths.clear();
        assertThat(found(paths, "/a")).isEqualTo("none");
        paths.add(UriTemplate.parse("/a"), "again");
        assertThat(found(paths, "/a")).isEqualTo("again");
    }

    @Test
    void givesTheVariablesInTheOrderOfTheTemplate() throws Exception {
        assertThat(paths("/{zone}/{area}/{place}").find("/1/2/3").orElseThrow().pathParameters()).containsExactly(
                Map.entry("zone", "1"), Map.entry("area", "2"), Map.entry("place", "3"));
    }
}
