package dev.watchword.hash.argon2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.StoredHash;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new Argon2Scheme();
    }

    /** A salt or tag may be shorter. */
    @Override
    protected boolean isAnotherLegalText(EncodedHash changed) {
        return scheme().parse(changed) instanceof Parsed.Readable
                && changed.latin1().matches("[!-~]+");
    }

    /** A second of work: the passes that libsodium lets an administrator ask for. */
    @Test
    void verifiesAPasswordOfPureFtpd() {
        EncodedHash hash = EncodedHash.of(
                Argon2Scheme.ID,
                "$argon2id$v=19$m=8192,t=255,p=1$hUpRWyoZaeD6i7qHxtU4KA$Cq0GbpgK/849xy2qMOeT89+OHdp5ALjy5MpzugjnVhc");
        assertTrue(verifies(hash, "Summer2024!".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void textsAreShortenedToOtherTextsOfTheirOwn() {
        String salt = "$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$";
        assertEquals(4, read(EncodedHash.of(Argon2Scheme.ID, salt + "gI3qSw")).digest().length);
        assertRefused(salt + "gI3q");
        assertRefused(salt + "gI3qSx");
        assertRefused("$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbA$gI3qSw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=17$m=64,t=2,p=1",
                "v=019$m=64,t=2,p=1",
                "v=$m=64,t=2,p=1",
                "v=19$m=7,t=2,p=1",
                "v=19$m=31,t=2,p=4",
                "v=19$m=64,t=0,p=1",
                "v=19$m=64,t=2,p=0",
                "v=19$m=064,t=2,p=1",
                "v=19$m=64,t=2",
                "v=19$t=2,m=64,p=1",
                "v=19$m=64,t=2,p=1,data=AAAA",
                "v=19$m=4294967296,t=1,p=1",
                "v=19$m=64,t=2147483648,p=1",
                "v=19$m=134217728,t=1,p=16777216",
                "v=19$m=-64,t=2,p=1"
            })
    void refusesParametersThatTheReferenceRefuses(String parameters) {
        assertRefused("$argon2id$" + parameters + "$c2FsdHNhbHQ$gI3qSw");
    }

    /** Hostile numbers are read at once, say their cost, and are refused by the kernel before any work. */
    @Test
    void mostMemoryIsSaidInTheCost() {
        StoredHash hash = read(
                EncodedHash.of(Argon2Scheme.ID, "$argon2d$m=4294967295,t=2147483647,p=16777215$c2FsdHNhbHQ$gI3qSw"));
        assertEquals(4_294_967_295L * 1024, hash.cost().memoryBytes());
        assertTrue(hash.cost().nanos() > 1e21);
        assertThrows(IllegalArgumentException.class, () -> digest(hash, new byte[] {'x'}));
    }

    private void assertRefused(String text) {
        assertInstanceOf(Parsed.Malformed.class, scheme().parse(EncodedHash.of(scheme().id(), text)), text);
    }
}
