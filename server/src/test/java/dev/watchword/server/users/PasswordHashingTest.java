package dev.watchword.server.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.http.ApiError;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashingTest {

    private static final PasswordCost CHEAP = new PasswordCost(64, 1, 1);

    private final PasswordHashing hashing = new PasswordHashing(CHEAP);

    @Test
    void statesItsCost() {
        assertEquals(new PasswordCost(19_456, 2, 1), PasswordCost.STANDARD);
        String phc = new PasswordHashing(PasswordCost.STANDARD).hash("a password");
        assertTrue(
                phc.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"),
                "16 bytes of salt and 32 of tag");
    }

    @Test
    void tellsRightFromWrong() {
        String phc = hashing.hash("correct horse");
        assertTrue(hashing.verify("correct horse", phc));
        assertFalse(hashing.verify("correct horsE", phc));
        assertFalse(hashing.verify("", phc));
        assertNotEquals(phc, hashing.hash("correct horse"), "a salt of its own");
    }

    /** From the reference implementation's test suite (P-H-C/phc-winner-argon2, src/test.c, Argon2id version 19). */
    @Test
    void agreesWithTheReferenceImplementation() {
        // hashtest(version, t=2, m=2^16, p=1, "password", "somesalt"); the salt there has 8 bytes, hence not by parse.
        byte[] tag = Argon2idHash.of(
                        "password".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "somesalt".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        new PasswordCost(1 << 16, 2, 1))
                .tag();
        assertEquals(
                "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
                java.util.HexFormat.of().formatHex(tag));
    }

    @Test
    void comparesTheComposedForm() {
        assertTrue(hashing.verify("e\u0301", hashing.hash("\u00e9")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024})
    void acceptsUpToItsLimit(int length) {
        String password = "x".repeat(length);
        assertTrue(hashing.verify(password, hashing.hash(password)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_025, 5_000})
    void refusesLongerOnes(int length) {
        assertThrows(IllegalArgumentException.class, () -> hashing.hash("x".repeat(length)));
        assertFalse(hashing.verify("x".repeat(length), hashing.hash("x")));
    }

    @Test
    void countsBytesNotCharacters() {
        assertTrue(PasswordHashing.accepts("\u00e9".repeat(512)));
        assertFalse(PasswordHashing.accepts("\u00e9".repeat(513)));
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertFalse(PasswordHashing.accepts("a\ud800b"));
        assertTrue(PasswordHashing.accepts("a\ud83d\ude00b"));
        assertFalse(hashing.verify("a\ud800b", hashing.hash("a?b")), "it would encode to a question mark");
    }

    @Test
    void seesAnotherCost() {
        String phc = hashing.hash("x");
        assertFalse(hashing.needsRehash(phc));
        assertTrue(new PasswordHashing(new PasswordCost(64, 2, 1)).needsRehash(phc));
        assertTrue(new PasswordHashing(new PasswordCost(64, 2, 1)).verify("x", phc), "and still checks it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesToRunWhatItCannotHaveWritten(String phc) {
        assertThrows(IllegalArgumentException.class, () -> hashing.verify("x", phc));
    }

    @Test
    void turnsAwayWhoeverComesAfterTheQueue() throws Exception {
        PasswordHashing narrow = new PasswordHashing(new PasswordCost(4_096, 8, 1), 1, 2);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, 40)
                    .mapToObj(i -> callers.submit(() -> {
                        try {
                            narrow.spend();
                            return "done";
                        } catch (ApiError error) {
                            return error.status() + " " + error.code();
                        }
                    }))
                    .toList();
            int done = 0;
            for (Future<String> each : all) {
                String outcome = each.get();
                assertTrue(List.of("done", "429 APIGW.0308").contains(outcome), outcome);
                done += outcome.equals("done") ? 1 : 0;
            }
            assertTrue(done >= 3 && done < 40, "done: " + done);
        }
        narrow.spend();
    }
}
