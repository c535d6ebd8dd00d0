package org.jiaoying.standalone;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The arrows of the architecture, proved on every class of the system. */
@AnalyzeClasses(packages = "org.jiaoying", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** They meet in topics, MQTT, SMPP and HTTP only. */
    @ArchTest
    static final ArchRule MODULES_DEPEND_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("domain")
            .definedBy("org.jiaoying.domain..")
            .layer("messaging")
            .definedBy("org.jiaoying.messaging..")
            .layer("ingest")
            .definedBy("org.jiaoying.ingest..")
            .layer("stream")
            .definedBy("org.jiaoying.stream..")
            .layer("alerting")
            .definedBy("org.jiaoying.alerting..")
            .layer("simulators")
            .definedBy("org.jiaoying.simulators..")
            .layer("embedded")
            .definedBy("org.jiaoying.embedded..")
            .layer("standalone")
            .definedBy("org.jiaoying.standalone..")
            .whereLayer("domain")
            .mayNotAccessAnyLayer()
            .whereLayer("messaging")
            .mayOnlyAccessLayers("domain")
            .whereLayer("ingest")
            .mayOnlyAccessLayers("domain", "messaging")
            .whereLayer("stream")
            .mayOnlyAccessLayers("domain", "messaging")
            .whereLayer("alerting")
            .mayOnlyAccessLayers("domain", "messaging")
            .whereLayer("simulators")
            .mayOnlyAccessLayers("domain", "messaging")
            .whereLayer("embedded")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("org.jiaoying.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.snakeyaml.engine..", "org.jiaoying.domain..")
            .orShould()
            .haveFullyQualifiedName("org.jiaoying.domain.rule.Expression");

    @ArchTest
    static final ArchRule ONLY_MESSAGING_SPEAKS_MQTT = noClasses()
            .that()
            .resideOutsideOfPackage("org.jiaoying.messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..");

    /** Flink's own connector is built with Kafka's classes; the embedded Kafka is Kafka. */
    @ArchTest
    static final ArchRule ONLY_MESSAGING_SPEAKS_TO_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages("org.jiaoying.messaging..", "org.jiaoying.stream..", "org.jiaoying.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule DETECTORS_KNOW_NO_FLINK = noClasses()
            .that()
            .resideInAPackage("org.jiaoying.stream.detect..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule ONLY_STORES_SPEAK_SQL = noClasses()
            .that()
            .resideOutsideOfPackages("..store..", "org.jiaoying.embedded..")
            // These open the connections and close them.
            .and()
            .doNotHaveFullyQualifiedName("org.jiaoying.alerting.Alerting")
            .and()
            .doNotHaveFullyQualifiedName("org.jiaoying.alerting.signin.FirstAdministrator")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.vertx.sqlclient..", "io.vertx.pgclient..");

    /** The clock is given; only the command line and the start classes take the system's. */
    @ArchTest
    static final ArchRule TIME_IS_AN_ARGUMENT = noClasses()
            .that(startNothing())
            .should()
            .callMethodWhere(reads(Instant.class, "now")
                    .or(reads(InstantSource.class, "system"))
                    .or(reads(Clock.class, "systemUTC"))
                    .or(reads(Clock.class, "systemDefaultZone"))
                    .or(reads(System.class, "currentTimeMillis")));

    @ArchTest
    static final ArchRule SETTINGS_ARE_ARGUMENTS =
            noClasses().that(startNothing()).should().callMethodWhere(reads(System.class, "getenv"));

    private static DescribedPredicate<JavaClass> startNothing() {
        return DescribedPredicate.not(resideInAPackage("org.jiaoying.standalone.cli..")
                        // Names the system's clock where a Flink cluster runs the job.
                        .or(name("org.jiaoying.stream.host.Clock").forSubtype())
                        .or(DescribedPredicate.describe(
                                "start classes", type -> type.getSimpleName().endsWith("Main"))))
                .as("start nothing");
    }

    private static DescribedPredicate<JavaCall<?>> reads(Class<?> type, String method) {
        return target(owner(equivalentTo(type))).and(target(name(method)));
    }
}
