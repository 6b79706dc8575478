package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CandidatePlanTest {

    @Test
    void putsAnAccountsWordBeforeTheListsWordAtItsRank() {
        CandidatePlan plan = new CandidatePlan(list("a", "b", "c"), List.of(word("x", 0), word("y", 2), word("z", 9)));
        assertEquals(List.of("x", "a", "b", "y", "c", "z"), rest(plan.start()));
        assertEquals(6, plan.planned());
    }

    @Test
    void givesAWordOfBothOnceAtTheEarlierPlace() {
        CandidatePlan plan = new CandidatePlan(list("a", "b", "c"), List.of(word("c", 1), word("a", 2)));
        assertEquals(List.of("a", "c", "b"), rest(plan.start()));
        assertEquals(3, plan.planned());
    }

    @Test
    void worksWithoutAListOrWithoutAnAccount() {
        assertEquals(List.of(), rest(new CandidatePlan(Wordlist.empty(), List.of()).start()));
        assertEquals(List.of("x"), rest(new CandidatePlan(Wordlist.empty(), List.of(word("x", 7))).start()));
        assertEquals(List.of("a"), rest(new CandidatePlan(list("a"), List.of()).start()));
    }

    @Test
    void tellsTheOriginOfEachWord() {
        CandidatePlan plan =
                new CandidatePlan(list("a"), List.of(new RankedWord("x".getBytes(UTF_8), 0, Origin.USER_NAME)));
        CandidatePlan.Cursor cursor = plan.start();
        assertTrue(cursor.next());
        assertEquals(Origin.USER_NAME, cursor.origin());
        assertTrue(cursor.next());
        assertEquals(Origin.CUSTOM, cursor.origin());
    }

    @Test
    void refusesWordsThatAreNotInTheOrderOfTheirRanks() {
        List<RankedWord> unsorted = List.of(word("x", 3), word("y", 2));
        assertThrows(IllegalArgumentException.class, () -> new CandidatePlan(list("a"), unsorted));
    }

    @Test
    void staysAtTheEnd() {
        CandidatePlan plan = new CandidatePlan(list("a"), List.of());
        CandidatePlan.Cursor cursor = plan.from(new PlanPosition(100, 100));
        assertFalse(cursor.next());
        assertFalse(cursor.next());
        assertThrows(IllegalStateException.class, cursor::word);
    }

    @Test
    void keepsTheListsHeadForEveryUser() {
        Wordlist builtIn = Wordlist.builtIn();
        Set<String> head = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            head.add(new String(builtIn.word(i), UTF_8));
        }
        for (String user : List.of("root", "admin", "oracle", "jsmith")) {
            Hints hints = new Hints(user, "", user, "", List.of(), List.of());
            List<String> plan = rest(new CandidatePlan(builtIn, new Derivation().derive(hints, 2026)).start());
            Set<String> first = new HashSet<>(plan.subList(0, 100));
            assertTrue(first.contains(user));
            first.retainAll(head);
            assertTrue(first.size() >= 85, user + " keeps " + first.size());
        }
    }

    @Property
    void givesEachWordOnceAsTheNaiveMergeDoes(
            @ForAll("lists") List<String> list, @ForAll("derived") List<RankedWord> derived) {
        CandidatePlan plan = new CandidatePlan(list(list.toArray(String[]::new)), derived);
        List<String> all = rest(plan.start());
        assertEquals(naive(list, derived), all);
        assertEquals(all.size(), plan.planned());
        assertEquals(new HashSet<>(all).size(), all.size());
    }

    @Property
    void carriesOnFromAnyPosition(@ForAll("lists") List<String> list, @ForAll("derived") List<RankedWord> derived) {
        CandidatePlan plan = new CandidatePlan(list(list.toArray(String[]::new)), derived);
        List<String> all = rest(plan.start());
        CandidatePlan.Cursor cursor = plan.start();
        for (int done = 0; done <= all.size(); done++) {
            assertEquals(done, plan.passed(cursor.position()));
            assertEquals(all.subList(done, all.size()), rest(plan.from(cursor.position())));
            assertEquals(done < all.size(), cursor.next());
        }
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return Arbitraries.strings()
                .withCharRange('a', 'm')
                .ofLength(1)
                .list()
                .uniqueElements()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<RankedWord>> derived() {
        return lists().flatMap(words -> Arbitraries.integers()
                .between(0, 14)
                .list()
                .ofSize(words.size())
                .map(ranks -> {
                    List<Integer> sorted = ranks.stream().sorted().toList();
                    List<RankedWord> derived = new ArrayList<>();
                    for (int i = 0; i < words.size(); i++) {
                        derived.add(word(words.get(i), sorted.get(i)));
                    }
                    return derived;
                }));
    }

    /** The merge as it is told: at each place the account's words of that rank, then the list's; repeated words fall out. */
    private static List<String> naive(List<String> list, List<RankedWord> derived) {
        Set<String> all = new LinkedHashSet<>();
        for (int place = 0; place <= 20; place++) {
            for (RankedWord word : derived) {
                if (word.rank() == place) {
                    all.add(new String(word.word(), UTF_8));
                }
            }
            if (place < list.size()) {
                all.add(list.get(place));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> rest(CandidatePlan.Cursor cursor) {
        List<String> words = new ArrayList<>();
        Candidates batch = new Candidates(4);
        while (cursor.next()) {
            cursor.appendTo(batch);
            words.add(new String(cursor.word(), UTF_8));
        }
        for (int i = 0; i < words.size(); i++) {
            assertEquals(words.get(i), new String(batch.word(i), UTF_8));
        }
        return words;
    }

    private static RankedWord word(String word, int rank) {
        return new RankedWord(word.getBytes(UTF_8), rank, Origin.DERIVED);
    }

    private static Wordlist list(String... words) {
        PackedWords packed = new PackedWords(words.length);
        for (String word : words) {
            packed.add(word.getBytes(UTF_8), 0, word.length());
        }
        return Wordlist.of(packed.trim(), Origin.CUSTOM);
    }
}
