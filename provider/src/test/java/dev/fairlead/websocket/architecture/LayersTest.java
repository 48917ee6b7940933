package dev.fairlead.websocket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Imports point downwards only; what each layer may know is written in docs/architecture.md. */
class LayersTest {
    private static final String ROOT = "dev.fairlead.websocket";

    private static final JavaClasses PROVIDER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void importsPointDownwards() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
                .layer("container").definedBy(ROOT + ".container..")
                .layer("endpoint").definedBy(ROOT + ".endpoint..")
                .layer("coder").definedBy(ROOT + ".coder..")
                .layer("session").definedBy(ROOT + ".session..")
                .layer("client").definedBy(ROOT + ".client..")
                .layer("connection").definedBy(ROOT + ".connection..")
                .layer("vocabulary").definedBy(ROOT)
                .layer("protocol").definedBy(ROOT + ".protocol..")
                .whereLayer("container").mayNotBeAccessedByAnyLayer()
                .whereLayer("endpoint").mayOnlyBeAccessedByLayers("container")
                .whereLayer("coder").mayOnlyBeAccessedByLayers("container", "endpoint")
                .whereLayer("session").mayOnlyBeAccessedByLayers("container", "endpoint", "coder")
                .whereLayer("client").mayOnlyBeAccessedByLayers("container")
                .whereLayer("connection").mayOnlyBeAccessedByLayers("container", "endpoint", "coder", "session", "client")
                .whereLayer("vocabulary").mayOnlyBeAccessedByLayers(
                        "container", "endpoint", "coder", "session", "client", "connection")
                .check(PROVIDER);
    }

    @Test
    void everyPackageBelongsToALayer() {
        classes().should().resideInAnyPackage(ROOT, ROOT + ".container..", ROOT + ".endpoint..", ROOT + ".coder..",
                ROOT + ".session..", ROOT + ".client..", ROOT + ".connection..", ROOT + ".protocol..").check(PROVIDER);
    }

    @Test
    void theProtocolKnowsNoJakartaSocketThreadOrLock() {
        noClasses().that().resideInAPackage(ROOT + ".protocol..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "jakarta..", "java.net..", "java.nio.channels..", "java.util.concurrent..", "javax.net..")
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .orShould().dependOnClassesThat().areAssignableTo(ThreadLocal.class)
                .check(PROVIDER);
    }

    @Test
    void theProtocolKnowsNoClock() {
        noClasses().that().resideInAPackage(ROOT + ".protocol..")
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().dependOnClassesThat().areAssignableTo(Clock.class)
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Timer")
                .check(PROVIDER);
    }

    @Test
    void whatAClientNeedsKnowsNoServerApi() {
        noClasses().that().resideInAnyPackage(ROOT, ROOT + ".protocol..", ROOT + ".connection..", ROOT + ".session..",
                        ROOT + ".coder..", ROOT + ".client..")
                .should().dependOnClassesThat().resideInAPackage("jakarta.websocket.server..")
                .check(PROVIDER);
    }

    @Test
    void nothingKnowsTheServletApi() {
        noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.servlet..").check(PROVIDER);
    }
}
