package dev.watchword.hash;

import java.nio.charset.StandardCharsets;

/**
 * A hash whose password is public knowledge.
 *
 * @param password the password's bytes as typed
 * @param hash its stored form
 * @param origin where the pair comes from, so that a reader can check it
 */
public record KnownAnswer(byte[] password, EncodedHash hash, String origin) {

    /** A pair given as text (the password as UTF-8, the hash as Latin-1). */
    public static KnownAnswer of(SchemeId scheme, String password, String hash, String origin) {
        return new KnownAnswer(password.getBytes(StandardCharsets.UTF_8), EncodedHash.of(scheme, hash), origin);
    }
}
