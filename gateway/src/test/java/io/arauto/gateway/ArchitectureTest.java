package io.arauto.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The directions of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses GATEWAY =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.arauto.gateway");

    @Test
    void onlyTheBrokerBridgeKnowsRedis() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.redis..")
                .check(GATEWAY);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.broker.redis..")
                .check(GATEWAY);
    }

    @Test
    void theTransportsKnowNothingAboveThem() {
        classes()
                .that()
                .resideInAPackage("..gateway.engineio")
                .should()
                .onlyDependOnClassesThat(foreignOr("engineio"))
                .check(GATEWAY);
    }

    @Test
    void theProtocolKnowsItsTransportsOnly() {
        classes()
                .that()
                .resideInAPackage("..gateway.socketio")
                .should()
                .onlyDependOnClassesThat(foreignOr("engineio", "socketio"))
                .check(GATEWAY);
    }

    @Test
    void featuresKnowNothingOfTransportsAndFanOut() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..gateway.auth",
                        "..gateway.event",
                        "..gateway.channel",
                        "..gateway.chat",
                        "..gateway.notification",
                        "..gateway.sync",
                        "..gateway.history")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.engineio", "..gateway.socketio", "..gateway.fanout")
                .check(GATEWAY);
    }

    @Test
    void figuresAreTakenByObserversThatTheirSubjectsDoNotKnow() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..gateway", "..gateway.metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..gateway.metrics")
                .check(GATEWAY);
    }

    @Test
    void nothingKnowsTheCompositionRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.arauto.gateway")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.gateway")
                .check(GATEWAY);
    }

    @Test
    void nodesAgreeOnTheTimeThatRedisTells() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.forward")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(GATEWAY);
    }

    @Test
    void packagesDoNotGoRoundInCircles() {
        slices().matching("io.arauto.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }

    @Test
    void gatewayAndWorkerAreIndependent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.arauto.worker..")
                .check(GATEWAY);
    }

    private static DescribedPredicate<JavaClass> foreignOr(String... packages) {
        return describe("are not Arauto's, or of " + String.join(", ", packages), type -> {
            var name = type.getPackageName();
            return !name.startsWith("io.arauto.")
                    || Arrays.stream(packages).anyMatch(own -> name.equals("io.arauto.gateway." + own));
        });
    }
}
