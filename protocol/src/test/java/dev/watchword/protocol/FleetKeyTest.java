package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FleetKeyTest {

    private static final byte[] SECRET =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    /** {@code printf 'PURPOSE\0MESSAGE' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f}, OpenSSL 3.0. */
    @Test
    void namesAndMarksAsAnybodyCanCheck() {
        try (FleetKey key = FleetKey.of(SECRET)) {
            assertEquals("722fdbb1bb41b375", key.id());
            assertEquals(
                    "722fdbb1bb41b375a503a6b980848e9e6bd4fe9f21426838",
                    key.mark("digest".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void marksUnderTwoKeysAreNeverEqual() {
        byte[] digest = new byte[16];
        try (FleetKey one = FleetKey.generate(new SecureRandom());
                FleetKey other = FleetKey.generate(new SecureRandom())) {
            assertEquals(one.mark(digest), one.mark(digest.clone()));
            assertNotEquals(
                    one.mark(digest).substring(0, FleetKey.ID_DIGITS),
                    other.mark(digest).substring(0, FleetKey.ID_DIGITS));
        }
    }

    @Test
    void followsFromASecretForOnePurpose() {
        byte[] secret = "a secret of some operator, 32 bytes or more".getBytes(StandardCharsets.US_ASCII);
        assertEquals(FleetKey.from(secret, "a").id(), FleetKey.from(secret, "a").id());
        assertNotEquals(
                FleetKey.from(secret, "a").id(), FleetKey.from(secret, "b").id());
        assertThrows(IllegalArgumentException.class, () -> FleetKey.from(new byte[31], "a"));
        assertThrows(IllegalArgumentException.class, () -> FleetKey.of(new byte[31]));
    }

    @Test
    void isWipedAndPrintsNoSecret() {
        FleetKey key = FleetKey.of(SECRET);
        assertFalse(key.toString().contains("0001020304"));
        assertEquals("FleetKey[" + key.id() + "]", key.toString());
        key.close();
        assertEquals(HexFormat.of().formatHex(new byte[32]), HexFormat.of().formatHex(key.toBytes()));
    }
}
