package dev.fairlead.websocket.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
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
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern SYNCHRONIZED_BLOCK = Pattern.compile("^(?!\\s*(\\*|//)).*\\bsynchronized\\s*\\(");

    private final JavaClasses provider = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noMethodIsSynchronized() {
        noMethods().should().haveModifier(SYNCHRONIZED).check(provider);
    }

    @Test
    void noBlockIsSynchronized() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (SYNCHRONIZED_BLOCK.matcher(line).find()) {
                        found.add(SOURCES.relativize(file) + ": " + line.strip());
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
                .check(provider);
    }

    @Test
    void locksAreInTheConnectionTheClientAndTheContainersOnly() {
        noClasses().that().resideInAnyPackage(ROOT, ROOT + ".protocol..", ROOT + ".coder..", ROOT + ".endpoint..")
                .should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks..")
                .check(provider);
    }
}
