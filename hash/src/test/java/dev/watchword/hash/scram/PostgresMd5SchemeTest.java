package dev.watchword.hash.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import dev.watchword.hash.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PostgresMd5SchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return new PostgresMd5Scheme();
    }

    @Override
    protected boolean standsWhereCryptStands(EncodedHash hash) {
        return false;
    }

    @Test
    void isOfOneRole() {
        byte[] text = "md5113785a3d736452b9b7fca8247f5d27d".getBytes(StandardCharsets.US_ASCII);
        byte[] password = "Summer2024!".getBytes(StandardCharsets.US_ASCII);
        assertTrue(verifies(new EncodedHash(PostgresMd5Scheme.ID, "postgres", text), password));
        assertFalse(verifies(new EncodedHash(PostgresMd5Scheme.ID, "mary", text), password));
    }

    @Test
    void saysWhatIsMissingWithoutItsRole() {
        assertEquals("the role's name is missing, expected NAME:md5...", reason(""));
        assertEquals("expected a role's name of at most 256 chars, found 257", reason("a".repeat(257)));
    }

    private String reason(String role) {
        byte[] text = "md5113785a3d736452b9b7fca8247f5d27d".getBytes(StandardCharsets.US_ASCII);
        return assertInstanceOf(
                        Parsed.Malformed.class, scheme().parse(new EncodedHash(PostgresMd5Scheme.ID, role, text)))
                .reason();
    }
}
