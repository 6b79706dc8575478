package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes standing where a hash stands: every scheme answers, and what it calls readable is whole. */
class HashSchemesFuzzTest {

    private static final int LONGEST_REASON = 200;

    @FuzzTest(maxDuration = "1m")
    void readsAnyText(byte[] text) {
        HashSchemes.claiming(new String(text, StandardCharsets.ISO_8859_1))
                .ifPresent(scheme -> assertTrue(HashSchemes.all().contains(scheme)));
        for (HashScheme scheme : HashSchemes.all()) {
            check(scheme, new EncodedHash(scheme.id(), "", text));
        }
    }

    private static void check(HashScheme scheme, EncodedHash hash) {
        switch (scheme.parse(hash)) {
            case Parsed.Malformed malformed -> {
                assertFalse(malformed.reason().isBlank());
                assertTrue(malformed.reason().length() <= LONGEST_REASON);
            }
            case Parsed.Readable readable -> {
                StoredHash stored = readable.hash();
                assertEquals(scheme.id(), stored.scheme());
                assertEquals(stored.settings().digestBytes(), stored.digest().length);
                assertTrue(Double.isFinite(stored.cost().nanos()));
                assertTrue(stored.salt().length <= hash.length());
                // Clear text is held as its SHA-256, however short it is.
                assertTrue(stored.digest().length <= Math.max(32, hash.length()));
                assertTrue(stored.matches(stored.digest(), 0));
            }
        }
    }
}
