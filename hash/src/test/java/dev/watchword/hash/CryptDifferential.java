package dev.watchword.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.watchword.testing.LibCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

/** Compares a scheme with the host's crypt(3) on generated passwords and texts. */
public final class CryptDifferential {

    private CryptDifferential() {}

    /** A password of 0 to 128 bytes: ASCII, UTF-8 of several bytes a char, or any bytes but NUL. */
    public static byte[] password(Random random) {
        int length = random.nextInt(129);
        byte[] bytes = new byte[length];
        int kind = random.nextInt(3);
        if (kind == 2) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length / 4; i++) {
                text.appendCodePoint(
                        random.nextBoolean() ? 0x1f600 + random.nextInt(64) : 0xa1 + random.nextInt(0x500));
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (kind == 0 ? 32 + random.nextInt(95) : 1 + random.nextInt(255));
        }
        return bytes;
    }

    /**
     * Has crypt(3) print the hash of the password under the setting; the scheme must read it and compute the same. Both
     * may refuse instead, but only together.
     *
     * @param filler digits of the digest's shape, to have a whole text to parse when crypt(3) printed none
     * @return whether crypt(3) computed it
     */
    public static boolean agree(HashScheme scheme, HashKernel kernel, byte[] password, String setting, String filler) {
        Optional<String> printed = LibCrypt.crypt(password, setting);
        if (printed.isEmpty()) {
            Parsed parsed = scheme.parse(EncodedHash.of(scheme.id(), setting + filler));
            assertInstanceOf(Parsed.Malformed.class, parsed, setting);
            return false;
        }
        Parsed parsed = scheme.parse(EncodedHash.of(scheme.id(), printed.get()));
        if (parsed instanceof Parsed.Malformed) {
            // A setting may have room for the digest, and the text with it none for another.
            assertEquals(Optional.empty(), LibCrypt.crypt(password, printed.get()), setting);
            return false;
        }
        StoredHash hash =
                assertInstanceOf(Parsed.Readable.class, parsed, setting).hash();
        byte[] digest = new byte[hash.settings().digestBytes()];
        Pairs pairs = new Pairs(hash.settings(), 1);
        pairs.add(hash.salt(), password);
        kernel.digest(pairs, digest);
        assertEquals(true, hash.matches(digest, 0), setting);
        digest[0] ^= 1;
        assertEquals(false, hash.matches(digest, 0), setting);
        return true;
    }
}
