package dev.watchword.hash.descrypt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DescryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new DescryptScheme();
    }

    @Test
    void matchesWhateverFollowsEightChars() {
        EncodedHash hash = scheme().knownAnswers().getFirst().hash();
        assertTrue(verifies(hash, bytes("Summer20")));
        assertTrue(verifies(hash, bytes("Summer2099")));
        assertFalse(verifies(hash, bytes("Summer2")));
    }

    @Test
    void looksAtSevenBitsOfAByte() {
        EncodedHash hash = scheme().knownAnswers().getFirst().hash();
        assertTrue(verifies(hash, bytes("S\u00f5mmer20")));
        assertFalse(verifies(hash, bytes("S\u00f4mmer20")));
    }

    @Test
    void refusesALastCharThatStandsForTooManyBits() {
        for (char last : "/013".toCharArray()) {
            assertInstanceOf(
                    Parsed.Malformed.class, scheme().parse(EncodedHash.of(DescryptScheme.ID, "abMo/v7YAw2A" + last)));
        }
    }

    @Test
    void claimsByShapeOnly() {
        assertTrue(scheme().claims("abMo/v7YAw2A1"));
        assertFalse(scheme().claims("abMo/v7YAw2Ass"));
        assertFalse(scheme().claims("_bMo/v7YAw2As"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
