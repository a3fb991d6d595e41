package io.arauto.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The directions of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses WORKER =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.arauto.worker");

    @Test
    void onlyTheBrokerBridgeKnowsRedis() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.redis..", "io.arauto.broker.redis..")
                .check(WORKER);
    }

    @Test
    void gatewayAndWorkerAreIndependent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.gateway..")
                .check(WORKER);
    }

    @Test
    void storageKnowsNothingOfTheProcessAroundIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.arauto.worker")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.worker")
                .check(WORKER);
    }
}
