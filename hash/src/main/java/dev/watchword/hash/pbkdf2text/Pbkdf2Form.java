package dev.watchword.hash.pbkdf2text;

import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.SchemeId;
import java.util.List;
import java.util.Optional;

/** One way to write down digest, iterations, salt and derived key. */
interface Pbkdf2Form {

    SchemeId id();

    String title();

    /** Whether a text standing where crypt(3) hashes stand is of this form by its mark. */
    boolean claims(String text);

    /** The parts of a text that is not longer than {@link Pbkdf2TextScheme#MOST_CHARS}; empty when it is none. */
    Optional<Parts> parts(String text);

    /** What a text should look like, for whoever reads that it does not. */
    String shape();

    List<KnownAnswer> knownAnswers();

    /**
     * A text's parts.
     *
     * @param digest the JDK's name of the digest under the HMAC
     * @param iterations 1 or more
     */
    record Parts(String digest, int iterations, byte[] salt, byte[] key) {}
}
