package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelContestTest {

    private static final double OWN_EACH = 1e6;
    private static final int LANES = 16;

    private final List<String> log = new ArrayList<>();
    private final KernelContest contest = new KernelContest("sha512crypt", log::add);

    @Test
    void rehearsesNothingForAHandfulOfGuesses() {
        contest.ownTook(1, KernelContest.OWN_FIRST_NANOS - 1);
        assertFalse(contest.wantsRehearsal());
        assertTrue(log.isEmpty());
    }

    @Test
    void asksOneCallerToRehearse() {
        ownFirst();
        assertTrue(contest.wantsRehearsal());
        assertFalse(contest.wantsRehearsal());
        assertFalse(contest.fastWon());
    }

    @Test
    void takesTheFastKernelOnceItIsFasterTwiceInARow() {
        ownFirst();
        contest.wantsRehearsal();
        contest.rehearsed(LANES, 1, 100 * OWN_EACH, "vectors");
        contest.rehearsed(LANES, 1, OWN_EACH / 2, "vectors");
        contest.rehearsed(LANES, 1, 2 * OWN_EACH, "vectors");
        contest.rehearsed(LANES, 1, OWN_EACH / 2, "vectors");
        assertFalse(contest.fastWon());
        assertEquals(1, contest.lanes());
        contest.rehearsed(LANES, 1, OWN_EACH / 4, "vectors");
        assertTrue(contest.fastWon());
        assertEquals(LANES, contest.lanes());
        assertEquals(List.of("sha512crypt: vectors, 4.0 times as fast as scalar"), log);
    }

    @Test
    void leavesAKernelThatIsNeverCompiled() {
        ownFirst();
        contest.wantsRehearsal();
        while (contest.rehearsing()) {
            contest.rehearsed(LANES, 1, 100 * OWN_EACH, "vectors");
        }
        assertFalse(contest.fastWon());
        assertFalse(contest.wantsRehearsal());
        assertEquals(List.of("sha512crypt: scalar; vectors were not faster after warming up"), log);
    }

    @Test
    void goesBackWhenTheFastKernelBecomesSlower() {
        ownFirst();
        contest.wantsRehearsal();
        contest.rehearsed(LANES, 1, OWN_EACH / 2, "vectors");
        contest.rehearsed(LANES, 1, OWN_EACH / 2, "vectors");
        contest.fastTook(1_000, 1_000 * OWN_EACH / 2);
        assertTrue(contest.fastWon());
        contest.fastTook(1_000, 1_000 * OWN_EACH * 3);
        assertFalse(contest.fastWon());
        assertEquals(1, contest.lanes());
        assertEquals("sha512crypt: back to scalar, the faster kernel became slower", log.getLast());
    }

    @Test
    void staysWithTheOwnKernelWhenNobodyHasAnother() {
        ownFirst();
        contest.wantsRehearsal();
        contest.withdrawn();
        assertFalse(contest.rehearsing());
        assertFalse(contest.fastWon());
        assertTrue(log.isEmpty());
    }

    private void ownFirst() {
        for (double spent = 0; spent <= KernelContest.OWN_FIRST_NANOS; spent += OWN_EACH) {
            contest.ownTook(1, OWN_EACH);
        }
    }
}
