package io.arauto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The directions inside the library that both processes share. */
class ArchitectureTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.arauto.broker", "io.arauto.config", "io.arauto.process");

    @Test
    void onlyTheBrokerKnowsRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.arauto.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.redis..")
                .check(LIBRARY);
    }

    @Test
    void configurationKnowsNoneOfItsReaders() {
        noClasses()
                .that()
                .resideInAPackage("io.arauto.config")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.arauto.broker..", "io.arauto.process")
                .check(LIBRARY);
    }

    @Test
    void processAndBrokerAreIndependent() {
        noClasses()
                .that()
                .resideInAPackage("io.arauto.process")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.broker..")
                .check(LIBRARY);
        noClasses()
                .that()
                .resideInAPackage("io.arauto.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.process")
                .check(LIBRARY);
    }

    @Test
    void theRedisLayerDoesNotKnowTheOutbox() {
        noClasses()
                .that()
                .resideInAPackage("io.arauto.broker.redis")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.broker.outbox")
                .check(LIBRARY);
    }
}
