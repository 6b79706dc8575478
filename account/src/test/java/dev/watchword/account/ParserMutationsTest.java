package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.ParserTrials.ParserTrial;
import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged input harms no parser: none fails, hangs or fills the memory, and those of other forms than text notice some of it. */
class ParserMutationsTest {

    /** They read nothing themselves: the conversations of the packages below it do. */
    private static final Set<String> WITHOUT_PARSERS = Set.of("dev.watchword.account.session");

    static List<ParserTrial> parsers() throws Exception {
        return ParserTrials.all();
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void survivesThousandsOfMutations(ParserTrial parser) {
        mutate(parser, 3_000);
    }

    @ParameterizedTest
    @MethodSource("parsers")
    @Tag("long")
    void survivesAHundredThousandMutations(ParserTrial parser) {
        mutate(parser, 100_000);
    }

    private static void mutate(ParserTrial parser, int times) {
        int refused = Mutations.survive(times, parser.trial());
        assertTrue(parser.text() || refused > times / 100, "only " + refused + " of " + times + " were refused");
    }

    @Test
    void everyStoreIsMeasured() throws Exception {
        Set<Class<?>> measured =
                parsers().stream().flatMap(parser -> parser.of().stream()).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                AccountStores.all().stream()
                        .map(AccountStore::getClass)
                        .filter(store -> !measured.contains(store))
                        .toList());
    }

    @Test
    void everyPackageThatReadsIsMeasured() throws Exception {
        Set<String> measured = parsers().stream()
                .flatMap(parser -> parser.of().stream())
                .map(Class::getPackageName)
                .collect(Collectors.toSet());
        Set<String> missing = packages();
        assertTrue(missing.size() > 10, missing::toString);
        missing.removeAll(measured);
        missing.removeAll(WITHOUT_PARSERS);
        assertEquals(Set.of(), missing);
    }

    /** Those of this room below its own, as they were compiled. */
    private static Set<String> packages() throws Exception {
        Path classes = Path.of(AccountStores.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path room = classes.resolve("dev/watchword/account");
        try (Stream<Path> files = Files.walk(room)) {
            return files.filter(file -> file.toString().endsWith(".class") && !room.equals(file.getParent()))
                    .map(file -> classes.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
