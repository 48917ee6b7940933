package dev.fairlead.websocket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A virtual thread that blocks while it is synchronized pins its carrier (before Java 24), so locks are ReentrantLocks. */
class LockingTest {
    private static final String ROOT = "dev.fairlead.websocket";
    private static final List<Path> SOURCES = Stream.of(".", "../servlet-integration", "../server")
            .map(module -> Path.of(module, "src", "main", "java"))
            .toList();
    /** Not in comments; and a class loader has no choice, that lock is the JDK's. */
    private static final Pattern SYNCHRONIZED =
            Pattern.compile("^(?!\\s*(/?\\*|//)).*\\bsynchronized\\b(?! \\(getClassLoadingLock)");

    private static final JavaClasses PROVIDER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noMethodOrBlockIsSynchronized() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    for (String line : Files.readAllLines(file)) {
                        if (SYNCHRONIZED.matcher(line).find()) {
                            found.add(file + ": " + line.strip());
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void nothingWaitsOnAMonitor() {
        noClasses().should().callMethod(Object.class, "wait")
                .orShould().callMethod(Object.class, "wait", long.class)
                .orShould().callMethod(Object.class, "notify")
                .orShould().callMethod(Object.class, "notifyAll")
                .check(PROVIDER);
    }

    @Test
    void locksAreInTheConnectionTheClientAndTheContainersOnly() {
        noClasses().that().resideInAnyPackage(ROOT, ROOT + ".protocol..", ROOT + ".coder..", ROOT + ".endpoint..")
                .should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks..")
                .check(PROVIDER);
    }
}
