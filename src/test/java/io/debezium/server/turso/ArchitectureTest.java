package io.debezium.server.turso;

import java.io.Serializable;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {
    private static final String ROOT = "io.debezium.server.turso";
    private static final String[] PURE = packages("sql", "type", "index", "table", "ddl", "event", "plan", "guard");

    /** What each package may see of the others. */
    private static final Map<String, String[]> ARROWS = Map.ofEntries(
            Map.entry("sql", packages("sql")),
            Map.entry("type", packages("type", "sql")),
            Map.entry("index", packages("index", "type", "sql")),
            Map.entry("table", packages("table", "index", "type", "sql")),
            Map.entry("event", packages("event", "ddl", "table", "type", "sql")),
            Map.entry("guard", packages("guard", "event")),
            Map.entry("metrics", packages("metrics", "plan", "event")),
            Map.entry("plan", packages("plan", "event", "table", "type", "sql")),
            Map.entry("delivery", packages("delivery", "metrics", "guard", "plan", "event", "table", "type", "sql")),
            Map.entry("hrana", packages("hrana", "sql")),
            Map.entry("source", packages("source", "guard", "ddl", "table", "type", "sql")),
            Map.entry("ddl", packages("ddl", "table", "type", "sql")),
            Map.entry("converter", packages("converter", "type")),
            Map.entry("config", packages("config", "table", "type")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> packagesOfTheModule() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packagesOfTheModule")
    void imports_have_one_direction(String name) {
        classes()
                .that()
                .resideInAPackage(ROOT + '.' + name + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(ARROWS.get(name))))
                .check(MAIN);
    }

    @Test
    void every_package_has_its_arrows() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT)))
                .allSatisfy(name -> assertThat(ARROWS)
                        .containsKey(name.substring(ROOT.length() + 1).replaceFirst("\\..*", "")));
    }

    @Test
    void what_decides_has_no_effects() {
        DescribedPredicate<JavaClass> values = resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.regex",
                        "java.math",
                        "java.nio",
                        "java.nio.charset",
                        "java.time..",
                        "org.apache.kafka.connect.data",
                        "org.apache.kafka.connect.header",
                        "org.apache.kafka.connect.source",
                        "io.debezium.data..",
                        "io.debezium.time..",
                        "com.fasterxml.jackson.core",
                        "com.fasterxml.jackson.databind",
                        "org.jspecify.annotations")
                .or(belongToAnyOf(Serializable.class, MessageDigest.class))
                .or(resideInAnyPackage(PURE))
                .or(DescribedPredicate.describe("primitives", type -> type.isPrimitive() || type.isArray()));
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat(values)
                .check(MAIN);
    }

    @Test
    void what_decides_knows_neither_the_time_nor_threads() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(belongToAnyOf(Clock.class, InstantSource.class, Thread.class, Runtime.class))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(MAIN);
    }

    @Test
    void one_class_unwraps_the_engine_s_events() {
        assertThat(MAIN.stream().filter(type -> dependsOn(type, "io.debezium.embedded.")))
                .hasSize(1);
    }

    @Test
    void only_the_root_package_sees_the_engine_and_the_container() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.debezium.engine..", "io.quarkus..", "jakarta..", "org.eclipse.microprofile..")
                .check(MAIN);
    }

    @Test
    void only_the_protocol_sees_the_network() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".hrana..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "java.net..", "javax.net..", "io.netty..")
                .check(MAIN);
    }

    @Test
    void json_is_bound_to_objects_only_where_it_is_stored_or_sent() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("delivery", "hrana", "ddl"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(MAIN);
    }

    private static boolean dependsOn(JavaClass type, String prefix) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().startsWith(prefix));
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> ROOT + '.' + name + "..").toArray(String[]::new);
    }
}
