package dev.watchword.server.auditlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.auditlog.Verification.Verdict;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to a log of ten thousand lines, the verification sees it. Seeded, so that a failure repeats. */
class VerificationTest {

    private static final int LINES = 10_000;
    private static final KeyPair KEY = key();
    private static final List<String> LOG = log();
    private static final List<Checkpoint> CHECKPOINTS = List.of(
            Checkpoint.signed(5_000, 1, Line.digest(LOG.get(4_999)), KEY.getPrivate()),
            Checkpoint.signed(LINES, 2, Line.digest(LOG.get(LINES - 1)), KEY.getPrivate()));

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> log() {
        List<String> lines = new ArrayList<>();
        String prev = Line.NOTHING;
        for (int i = 1; i <= LINES; i++) {
            Entry entry = Entry.server("watchword:test", Map.of("number", "n" + i), Instant.ofEpochSecond(i));
            Line line = Line.of(i, prev, entry);
            lines.add(line.text());
            prev = line.digest();
        }
        return List.copyOf(lines);
    }

    private static Verdict verdict(List<String> lines, List<Checkpoint> checkpoints) {
        Verification verification = new Verification(checkpoints, KEY.getPublic());
        lines.forEach(verification::line);
        return verification.end();
    }

    @Test
    void anUntouchedLogIsWhole() {
        Verdict verdict = verdict(LOG, CHECKPOINTS);
        assertEquals(new Verdict(LINES, 1, LINES, LINES, verdict.problem()), verdict);
        assertTrue(verdict.whole());
    }

    @Test
    void everyFlippedBitIsFound() {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            int at = round == 0 ? 0 : round == 1 ? LINES - 1 : random.nextInt(LINES);
            List<String> lines = new ArrayList<>(LOG);
            char[] text = lines.get(at).toCharArray();
            text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(7));
            lines.set(at, new String(text));
            Verdict verdict = verdict(lines, CHECKPOINTS);
            assertFalse(verdict.whole(), "line " + (at + 1));
            assertTrue(verdict.last() >= at && verdict.last() <= at + 1, () -> "line " + (at + 1) + ": " + verdict);
        }
    }

    @Test
    void everyByteOfOneLineIsCovered() {
        List<String> tail = LOG.subList(LINES - 3, LINES);
        String middle = tail.get(1);
        for (int i = 0; i < middle.length(); i++) {
            char[] text = middle.toCharArray();
            text[i] ^= 1;
            assertFalse(
                    verdict(List.of(tail.get(0), new String(text), tail.get(2)), List.of())
                            .whole(),
                    "byte " + i);
        }
    }

    @Test
    void everyDeletedSwappedAndInsertedLineIsFound() {
        Random random = new Random(2);
        for (int round = 0; round < 40; round++) {
            int at = random.nextInt(LINES - 1);
            List<String> deleted = new ArrayList<>(LOG);
            deleted.remove(at == 0 ? 1 : at);
            assertFalse(verdict(deleted, CHECKPOINTS).whole(), "deleted " + at);
            List<String> swapped = new ArrayList<>(LOG);
            Collections.swap(swapped, at, at + 1);
            assertFalse(verdict(swapped, CHECKPOINTS).whole(), "swapped " + at);
            List<String> inserted = new ArrayList<>(LOG);
            inserted.add(at, LOG.get(random.nextInt(LINES)));
            assertFalse(verdict(inserted, CHECKPOINTS).whole(), "inserted " + at);
        }
    }

    @Test
    void aCutTailIsFoundUpToTheLastCheckpoint() {
        Verdict cut = verdict(LOG.subList(0, LINES - 1), CHECKPOINTS);
        assertEquals(
                "the log ends with entry 9999, and there was an entry 10000",
                cut.problem().orElse(""));
        assertTrue(verdict(LOG.subList(0, 6_000), CHECKPOINTS.subList(0, 1)).whole());
        assertFalse(verdict(LOG.subList(0, 4_999), CHECKPOINTS.subList(0, 1)).whole());
    }

    @Test
    void aLogRewrittenFromTheMiddleContradictsItsCheckpoint() {
        List<String> lines = new ArrayList<>(LOG.subList(0, 4_000));
        String prev = Line.digest(lines.getLast());
        for (int i = 4_001; i <= LINES; i++) {
            Line line = Line.of(i, prev, Entry.server("watchword:forged", Map.of(), Instant.ofEpochSecond(i)));
            lines.add(line.text());
            prev = line.digest();
        }
        assertTrue(verdict(lines, List.of()).whole(), "the chain alone cannot see it");
        assertEquals(
                "entry 5000 is not the one that its checkpoint signed",
                verdict(lines, CHECKPOINTS).problem().orElse(""));
    }

    @Test
    void aForgedCheckpointIsNotBelieved() {
        Checkpoint forged = Checkpoint.signed(LINES, 2, Line.digest(LOG.getLast()), key().getPrivate());
        assertFalse(verdict(LOG, List.of(forged)).whole());
        Checkpoint good = CHECKPOINTS.getLast();
        assertFalse(verdict(LOG, List.of(new Checkpoint(good.seq(), 3, good.head(), good.signature())))
                .whole());
        assertFalse(verdict(LOG, List.of(new Checkpoint(good.seq(), 2, good.head(), "?")))
                .whole());
    }

    @Test
    void aLogWhoseBeginningWasMovedAwayIsWholeFromThereOn() {
        Verdict verdict = verdict(LOG.subList(1_000, LINES), CHECKPOINTS);
        assertTrue(verdict.whole());
        assertEquals(1_001, verdict.first());
    }

    @Test
    void checkpointsSurviveTheirTextForm() {
        Checkpoint good = CHECKPOINTS.getFirst();
        assertEquals(good, Checkpoint.parse(good.text()).orElseThrow());
        assertTrue(Checkpoint.parse("{}").isEmpty());
        assertTrue(Checkpoint.parse(good.text().replace("5000", "\"x\"")).isEmpty());
    }
}
