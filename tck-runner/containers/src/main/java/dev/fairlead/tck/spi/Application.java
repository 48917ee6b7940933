package dev.fairlead.tck.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An application to deploy.
 *
 * @param contextPath empty for the root, else it begins with a slash
 * @param directory   an unpacked WAR
 * @param embedded    false: deployed as a WAR; true: its classes are put on the server's class path, as an embedder does
 * @param classes     the names of the classes in the WAR
 * @param parameters  context parameters; those of an embedded application's web.xml are among them
 */
public record Application(
        String contextPath,
        Path directory,
        boolean embedded,
        List<String> classes,
        Map<String, String> parameters) {
    /** Where the compiled classes are. */
    public Path classesDirectory() {
        return directory.resolve("WEB-INF/classes");
    }
}
