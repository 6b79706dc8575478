package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.candidate.Candidates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every hash scheme promises. A scheme's test extends this, gives the scheme, and adds what is its own; the hooks
 * are for schemes that stand elsewhere than in crypt(3) texts.
 */
public abstract class HashSchemeContract {

    /** Estimated digest time that one test of the contract may spend. */
    private static final double BUDGET_NANOS = 2.5e8;

    private static final int[] LENGTHS = {
        0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 71, 72, 73, 111, 112, 127, 128, 129, 255, 511, 512
    };

    private static final String GARBAGE = "\0\n :!*\\~\u0080\u00ff";

    /** The scheme under test. */
    protected abstract HashScheme scheme();

    /** Whether the scheme's texts stand where crypt(3) hashes stand, and so are claimed. */
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return hash.variant().isEmpty();
    }

    /** The index from which every char of a known text counts: removing or spoiling one makes it malformed. */
    protected int rigidFrom(EncodedHash hash) {
        return hash.latin1().lastIndexOf('$') + 1;
    }

    /** Whether a text made by changing a known one is another legal text, where the scheme's form allows that. */
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return false;
    }

    /** Whether passwords that differ little are one password to this hash, by a known flaw of its scheme. */
    protected boolean mixesUpPasswords(EncodedHash hash) {
        return false;
    }

    /** A hash in which all of the scheme's significant bytes count. */
    protected EncodedHash whereAllSignificantBytesCount() {
        return cheapest().hash();
    }

    @Test
    void isInTheBuiltInList() {
        assertEquals(
                scheme().getClass(),
                HashSchemes.byId(scheme().id()).orElseThrow().getClass());
    }

    @Test
    void hasKnownAnswersWithOrigin() {
        assertFalse(scheme().knownAnswers().isEmpty());
        for (KnownAnswer answer : scheme().knownAnswers()) {
            assertEquals(scheme().id(), answer.hash().scheme());
            assertFalse(answer.origin().isBlank());
            assertTrue(answer.password().length <= Candidates.MAX_BYTES);
        }
    }

    @Test
    void verifiesEveryKnownAnswer() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            assertTrue(verifies(answer.hash(), answer.password()), answer.origin());
        }
    }

    @Test
    void refusesEveryOtherPassword() {
        List<KnownAnswer> clean = scheme().knownAnswers().stream()
                .filter(answer -> !mixesUpPasswords(answer.hash()))
                .toList();
        for (KnownAnswer answer : withinBudget(clean, 4)) {
            for (byte[] other : others(answer.password())) {
                assertFalse(verifies(answer.hash(), other), answer.origin());
            }
        }
    }

    @Test
    void parsesWithFiniteCostAndFullDigest() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            StoredHash hash = read(answer.hash());
            assertEquals(scheme().id(), hash.scheme());
            assertTrue(Double.isFinite(hash.cost().nanos()));
            assertEquals(hash.settings().digestBytes(), hash.digest().length);
            assertEquals(hash.settings(), read(answer.hash()).settings(), "settings are values");
        }
    }

    @Test
    void answersMalformedWhenACharIsMissing() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            String text = answer.hash().latin1();
            for (int i = 0; i < text.length(); i++) {
                String less = text.substring(0, i) + text.substring(i + 1);
                expectRefusal(answer.hash(), less, i >= rigidFrom(answer.hash()), "without char " + i);
            }
        }
    }

    @Test
    void answersMalformedWhenACharIsSpoiled() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            String text = answer.hash().latin1();
            for (int i = 0; i < text.length(); i++) {
                for (int k = 0; k < GARBAGE.length(); k++) {
                    if (GARBAGE.charAt(k) == text.charAt(i)) {
                        continue; // not spoiled
                    }
                    String spoiled = text.substring(0, i) + GARBAGE.charAt(k) + text.substring(i + 1);
                    expectRefusal(answer.hash(), spoiled, i >= rigidFrom(answer.hash()), "spoiled char " + i);
                }
            }
        }
    }

    @Test
    void answersMalformedWhenTextIsCutOrRunsOn() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            String text = answer.hash().latin1();
            for (int length = 0; length < text.length(); length++) {
                expectRefusal(answer.hash(), text.substring(0, length), true, "cut to " + length);
            }
            for (String more : List.of("a", ".", "$", "0", " ", "\n", ":", "$a", text)) {
                expectRefusal(answer.hash(), text + more, true, "runs on");
            }
            expectRefusal(answer.hash(), text + "a".repeat(1 << 20), true, "runs on for a mebibyte");
        }
    }

    @Test
    void claimsItsOwnTextsAndNoOther() {
        for (HashScheme each : HashSchemes.all()) {
            for (KnownAnswer answer : each.knownAnswers()) {
                boolean own = each.id().equals(scheme().id());
                if (!own && !each.claims(answer.hash().latin1())) {
                    continue; // never stands where crypt(3) hashes stand, whatever it looks like
                }
                boolean expected = own && standsWhereCryptStands(answer.hash());
                assertEquals(expected, scheme().claims(answer.hash().latin1()), each.id() + ": " + answer.origin());
            }
        }
        assertFalse(scheme().claims(""));
    }

    @Test
    void digestsABatchLikeOnePairAtATimeInAnyOrder() {
        try (HashKernel kernel = scheme().newKernel()) {
            for (List<Pair> pairs : batches().values()) {
                List<byte[]> alone = pairs.stream()
                        .map(pair -> digests(kernel, List.of(pair)))
                        .toList();
                assertArrayEquals(joined(alone), digests(kernel, pairs));

                List<Integer> order = new ArrayList<>();
                for (int i = 0; i < pairs.size(); i++) {
                    order.add(i);
                }
                Collections.shuffle(order, new Random(7));
                assertArrayEquals(
                        joined(order.stream().map(alone::get).toList()),
                        digests(kernel, order.stream().map(pairs::get).toList()));
            }
        }
    }

    @Test
    void kernelIsAsGoodAfterABatchAsBefore() {
        try (HashKernel used = scheme().newKernel()) {
            batches().values().forEach(pairs -> digests(used, pairs.subList(0, 1)));
            for (List<Pair> pairs : batches().values()) {
                try (HashKernel fresh = scheme().newKernel()) {
                    List<Pair> few = pairs.subList(0, Math.min(2, pairs.size()));
                    assertArrayEquals(digests(fresh, few), digests(used, few));
                }
            }
        }
    }

    @Test
    void kernelWritesItsDigestsAndNothingElse() {
        Pair pair = batches().values().iterator().next().getFirst();
        int length = pair.hash().settings().digestBytes();
        byte[] roomy = new byte[length + 16];
        Arrays.fill(roomy, (byte) 0x5a);
        try (HashKernel kernel = scheme().newKernel()) {
            kernel.digest(new Pairs(pair.hash().settings(), 1), roomy);
            for (byte b : roomy) {
                assertEquals(0x5a, b);
            }
            kernel.digest(batch(List.of(pair)), roomy);
            for (int i = length; i < roomy.length; i++) {
                assertEquals(0x5a, roomy[i]);
            }
        }
    }

    @Test
    void leavesPairsUnchanged() {
        try (HashKernel kernel = scheme().newKernel()) {
            for (List<Pair> pairs : batches().values()) {
                Pair first = pairs.getFirst();
                byte[] salt = first.hash().salt().clone();
                byte[] word = first.word().clone();
                Pairs batch = batch(List.of(first));
                kernel.digest(batch, new byte[first.hash().settings().digestBytes()]);
                assertArrayEquals(salt, first.hash().salt());
                assertArrayEquals(word, batch.words().word(0));
            }
        }
    }

    @Test
    void significantBytesAreTheOnesThatCount() {
        StoredHash hash = read(whereAllSignificantBytesCount());
        int significant = scheme().significantBytes();
        byte[] word = new byte[Math.min(Candidates.MAX_BYTES, significant + 8)];
        Arrays.fill(word, (byte) 'w');
        byte[] digest = digest(hash, word);
        for (int i : new int[] {0, significant / 2, significant - 1}) {
            assertNotEquals(Arrays.toString(digest), Arrays.toString(digest(hash, changed(word, i))), "byte " + i);
        }
        for (int i = significant; i < word.length; i++) {
            assertArrayEquals(digest, digest(hash, changed(word, i)), "byte " + i);
            assertArrayEquals(digest, digest(hash, Arrays.copyOf(word, i)), "cut to " + i);
        }
    }

    @Test
    void printsNothingOfTheHash() {
        for (KnownAnswer answer : scheme().knownAnswers()) {
            String text = answer.hash().latin1();
            String rigid = text.substring(rigidFrom(answer.hash()));
            StoredHash stored = read(answer.hash());
            String salt = new String(stored.salt(), StandardCharsets.ISO_8859_1);
            for (String printed : List.of(answer.hash().toString(), stored.toString())) {
                assertNothingOf(rigid, printed);
                assertNothingOf(salt, printed);
            }
        }
    }

    /** Whether the password is the one behind the text, by parsing and verifying. */
    protected final boolean verifies(EncodedHash hash, byte[] password) {
        return Verifier.matches(scheme(), read(hash), password);
    }

    /** Parses a text that must be readable. */
    protected final StoredHash read(EncodedHash hash) {
        Parsed parsed = scheme().parse(hash);
        return assertInstanceOf(Parsed.Readable.class, parsed, parsed::toString).hash();
    }

    /** The digest of one word under a stored hash's settings and salt. */
    protected final byte[] digest(StoredHash hash, byte[] word) {
        try (HashKernel kernel = scheme().newKernel()) {
            return digests(kernel, List.of(new Pair(hash, word)));
        }
    }

    private record Pair(StoredHash hash, byte[] word) {}

    private void expectRefusal(EncodedHash from, String text, boolean certain, String what) {
        EncodedHash mutated =
                new EncodedHash(from.scheme(), from.variant(), text.getBytes(StandardCharsets.ISO_8859_1));
        Parsed parsed = assertDoesNotThrow(() -> scheme().parse(mutated), what);
        switch (parsed) {
            case Parsed.Malformed malformed -> {
                String original = from.latin1();
                assertNothingOf(original.substring(rigidFrom(from)), malformed.reason());
            }
            case Parsed.Readable readable ->
                assertFalse(certain && !isAnotherLegalText(mutated), () -> what + " is still " + readable.hash());
        }
    }

    private static void assertNothingOf(String secret, String printed) {
        for (int i = 0; i + 5 <= secret.length(); i++) {
            assertFalse(printed.contains(secret.substring(i, i + 5)), "shows a part of salt or digest");
        }
    }

    private List<byte[]> others(byte[] password) {
        List<byte[]> others = new ArrayList<>();
        others.add("not the password".getBytes(StandardCharsets.US_ASCII));
        int counted = Math.min(password.length, scheme().significantBytes());
        if (counted > 0) {
            others.add(Arrays.copyOf(password, counted - 1));
            others.add(changed(password, 0));
            others.add(changed(password, counted - 1));
        }
        if (password.length < scheme().significantBytes()) {
            byte[] longer = Arrays.copyOf(password, password.length + 1);
            longer[password.length] = 'x';
            others.add(longer);
        }
        return others;
    }

    private static byte[] changed(byte[] word, int at) {
        byte[] changed = word.clone();
        changed[at] ^= 1;
        return changed;
    }

    private KnownAnswer cheapest() {
        return scheme().knownAnswers().stream()
                .min((a, b) -> Double.compare(nanos(a), nanos(b)))
                .orElseThrow();
    }

    private double nanos(KnownAnswer answer) {
        return read(answer.hash()).cost().nanos();
    }

    /** The cheapest answers whose tests, at so many digests each, stay within the budget; at least one. */
    private List<KnownAnswer> withinBudget(List<KnownAnswer> answers, int digestsEach) {
        List<KnownAnswer> sorted = answers.stream()
                .sorted((a, b) -> Double.compare(nanos(a), nanos(b)))
                .toList();
        double spent = 0;
        int count = 0;
        while (count < sorted.size() && (count == 0 || spent < BUDGET_NANOS)) {
            spent += digestsEach * nanos(sorted.get(count));
            count++;
        }
        return sorted.subList(0, count);
    }

    /** For every settings among the known answers: salts mixed with words of many lengths, as the budget allows. */
    private Map<Settings, List<Pair>> batches() {
        Map<Settings, List<StoredHash>> groups = new LinkedHashMap<>();
        for (KnownAnswer answer : withinBudget(scheme().knownAnswers(), 9)) {
            StoredHash hash = read(answer.hash());
            groups.computeIfAbsent(hash.settings(), settings -> new ArrayList<>())
                    .add(hash);
        }
        Map<Settings, List<Pair>> batches = new LinkedHashMap<>();
        groups.forEach((settings, hashes) -> {
            double each = hashes.getFirst().cost().nanos();
            int size = (int) Math.clamp(BUDGET_NANOS / (3 * each * groups.size()), 3, 2.0 * LENGTHS.length);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                pairs.add(new Pair(hashes.get(i % hashes.size()), word(i)));
            }
            batches.put(settings, pairs);
        });
        return batches;
    }

    /** Printable words; coprime steps so that few words still differ much in length. */
    private static byte[] word(int i) {
        byte[] word = new byte[LENGTHS[i * 11 % LENGTHS.length]];
        for (int k = 0; k < word.length; k++) {
            word[k] = (byte) ('!' + (i * 31 + k * 7) % 94);
        }
        return word;
    }

    private static Pairs batch(List<Pair> pairs) {
        Pairs batch = new Pairs(pairs.getFirst().hash().settings(), pairs.size());
        pairs.forEach(pair -> batch.add(pair.hash().salt(), pair.word()));
        return batch;
    }

    private static byte[] digests(HashKernel kernel, List<Pair> pairs) {
        Pairs batch = batch(pairs);
        byte[] digests = new byte[batch.size() * batch.settings().digestBytes()];
        kernel.digest(batch, digests);
        return digests;
    }

    private static byte[] joined(List<byte[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
