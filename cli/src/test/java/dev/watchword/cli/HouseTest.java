package dev.watchword.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
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

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("candidate", Set.of()),
            Map.entry("rootfs", Set.of()),
            Map.entry("policy", Set.of("candidate")),
            Map.entry("hash", Set.of("candidate")),
            Map.entry("hashvector", Set.of("hash", "candidate")),
            Map.entry("image", Set.of("rootfs")),
            Map.entry("account", Set.of("rootfs", "hash")),
            Map.entry("audit", Set.of("account", "hash", "candidate", "policy", "rootfs", "image")),
            Map.entry("protocol", Set.of()),
            Map.entry(
                    "agent", Set.of("audit", "account", "hash", "candidate", "policy", "rootfs", "image", "protocol")),
            Map.entry("server", Set.of("policy", "candidate", "protocol")),
            Map.entry(
                    "cli",
                    Set.of("audit", "account", "hash", "candidate", "policy", "rootfs", "image", "agent", "server")));

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
     * The commands that speak to a server and the agent's link open connections, and only to their server; images are
     * asked for from registries in one place; servers of this machine are asked for their accounts in one place; the agent's
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
                .haveFullyQualifiedName("java.nio.channels.SocketChannel")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(HOUSE.that(outsideOfTesting())
                        .that(outsideOf(
                                "dev.watchword.account.session",
                                "dev.watchword.cli.remote",
                                "dev.watchword.agent.link",
                                "dev.watchword.agent.program",
                                "dev.watchword.agent.reset.service",
                                "dev.watchword.image.registry")));
    }

    /** Readers of stores ask through an interface: only who starts a scan decides that sessions may be opened. */
    @Test
    void readersOpenNoSessionThemselves() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.account..")
                .and()
                .resideOutsideOfPackage("dev.watchword.account.session..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.watchword.account.session..")
                .check(HOUSE);
    }

    /** Sessions are opened to sockets of this machine: nothing of it knows an address of the network. */
    @Test
    void sessionsStayOnTheMachine() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.account.session..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetSocketAddress")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetAddress")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .check(HOUSE);
    }

    /** Layers are read as streams: nothing of an image is ever written. */
    @Test
    void imagesAreNotUnpackedToDisk() {
        noClasses()
                .that()
                .resideInAPackage("dev.watchword.image..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.FileOutputStream")
                .orShould()
                .callMethod(java.nio.file.Files.class, "newOutputStream", Path.class, OpenOption[].class)
                .orShould()
                .callMethod(java.nio.file.Files.class, "createDirectory", Path.class, FileAttribute[].class)
                .orShould()
                .callMethod(java.nio.file.Files.class, "createDirectories", Path.class, FileAttribute[].class)
                .orShould()
                .callMethod(java.nio.file.Files.class, "write", Path.class, byte[].class, OpenOption[].class)
                .orShould()
                .callMethod(java.nio.channels.FileChannel.class, "write", java.nio.ByteBuffer.class)
                .check(HOUSE);
    }

    /** What JTE makes of the console's templates is not written by hand, and knows no such marks. */
    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = HOUSE.stream()
                .filter(type -> !type.getPackageName().equals("dev.watchword.server.console.templates"))
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
