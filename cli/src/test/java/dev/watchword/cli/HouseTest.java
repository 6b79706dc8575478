package dev.watchword.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house: which room may know which, and what no room may do. docs/structure.md says it in words. */
class HouseTest {

    private static final Map<String, Set<String>> ARROWS = Map.of(
            "candidate", Set.of(),
            "rootfs", Set.of(),
            "policy", Set.of("candidate"),
            "hash", Set.of("candidate"),
            "account", Set.of("rootfs", "hash"),
            "audit", Set.of("account", "hash", "candidate", "policy"),
            "protocol", Set.of(),
            "agent", Set.of("audit", "account", "hash", "candidate", "policy", "rootfs", "protocol"),
            "server", Set.of("policy", "candidate", "protocol"),
            "cli", Set.of("audit", "account", "hash", "candidate", "policy", "rootfs", "agent", "server"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.watchword");

    @TestFactory
    List<DynamicTest> everyRoomKnowsItsNeighboursOnly() {
        return ARROWS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    Set<String> strangers = new TreeSet<>(ARROWS.keySet());
                    strangers.removeAll(room.getValue());
                    strangers.remove(room.getKey());
                    strangers.add("testing");
                    noClasses()
                            .that()
                            .resideInAPackage("dev.watchword." + room.getKey() + "..")
                            .should()
                            .dependOnClassesThat(in(strangers))
                            .check(HOUSE);
                }))
                .toList();
    }

    @Test
    void noRoomIsMissingFromTheList() {
        Set<String> rooms = HOUSE.stream()
                .map(HouseTest::room)
                .filter(room -> !room.equals("testing"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(ARROWS.keySet()), rooms);
    }

    @Test
    void schemesKnowNoOtherSchemeButTheirShared() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.hash")
                .and()
                .doNotHaveSimpleName("HashSchemes")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.watchword.hash.*..")
                .check(HOUSE);
    }

    @Test
    void storesAreNamedInTheOneListOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.account")
                .and()
                .doNotHaveSimpleName("AccountStores")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.watchword.account.*..")
                .check(HOUSE);
    }

    @Test
    void readersSeeFilesThroughTheRootFileSystemOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.account..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.FileInputStream")
                .check(HOUSE);
    }

    /**
     * The commands that speak to a server and the agent's link open connections, and only to their server; the agent's
     * programs are started in one place.
     */
    @Test
    void nobodyElseOpensAConnectionOrStartsAProgram() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(HOUSE.that(outsideOfTesting())
                        .that(outsideOf(
                                "dev.watchword.cli.remote",
                                "dev.watchword.agent.link",
                                "dev.watchword.agent.program")));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = HOUSE.stream()
                .filter(type -> !type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
    }

    private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
        return DescribedPredicate.describe(
                "are in " + rooms,
                type -> type.getPackageName().startsWith("dev.watchword.") && rooms.contains(room(type)));
    }

    private static DescribedPredicate<JavaClass> outsideOfTesting() {
        return DescribedPredicate.describe(
                "outside of testing", type -> !room(type).equals("testing"));
    }

    private static DescribedPredicate<JavaClass> outsideOf(String... packages) {
        Set<String> left = Set.of(packages);
        return DescribedPredicate.describe("outside of " + left, type -> !left.contains(type.getPackageName()));
    }

    private static String room(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }
}
