package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredFormTest {

    // SHA-256 of "abc": FIPS 180-2, B.1.
    private static final EncodedHash OF_ABC =
            hash("redis-sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    private static final EncodedHash OF_NO_SCHEME = hash("of-tomorrow", "x");

    /** bcrypt of the highest cost it has: years. */
    private static final EncodedHash TOO_SLOW =
            hash("bcrypt", "$2b$31$abcdefghijklmnopqrstuu5LrU3HtIj4qzuDZ5hOqyqcGW5yQ4i2S");

    @Test
    void tellsThatItIsOrIsNot() {
        assertEquals(Held.YES, isOf(OF_ABC, "abc"));
        assertEquals(Held.NO, isOf(OF_ABC, "abd"));
    }

    @Test
    void cannotTellOfWhatItCannotCompute() {
        assertEquals(Held.UNKNOWN, isOf(OF_NO_SCHEME, "abc"));
        assertEquals(Held.UNKNOWN, isOf(hash("redis-sha256", "short"), "abc"));
        assertEquals(Held.UNKNOWN, isOf(TOO_SLOW, "abc"));
    }

    @Test
    void ofManyOneIsEnoughAndNoneIsCertainOnlyWhenAllAre() {
        assertEquals(Held.YES, isOneOf(List.of(OF_NO_SCHEME, OF_ABC), "abc"));
        assertEquals(Held.UNKNOWN, isOneOf(List.of(OF_NO_SCHEME, OF_ABC), "abd"));
        assertEquals(Held.NO, isOneOf(List.of(OF_ABC), "abd"));
        assertEquals(Held.NO, isOneOf(List.of(), "abc"));
    }

    private static Held isOf(EncodedHash hash, String password) {
        return StoredForm.isOf(hash, password.getBytes(StandardCharsets.UTF_8));
    }

    private static Held isOneOf(List<EncodedHash> hashes, String password) {
        return StoredForm.isOneOf(hashes, password.getBytes(StandardCharsets.UTF_8));
    }

    private static EncodedHash hash(String scheme, String text) {
        return EncodedHash.of(new SchemeId(scheme), text);
    }
}
