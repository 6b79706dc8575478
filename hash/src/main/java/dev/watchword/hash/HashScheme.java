package dev.watchword.hash;

import java.util.List;

/**
 * One way to store a password, in the order of a hash's life: recognise, parse (with its cost and limits), digest,
 * known answers. Implementations have no state and are safe for concurrent use.
 */
public interface HashScheme {

    SchemeId id();

    /** The scheme's name and origin in a few words, for a person. */
    String title();

    /**
     * How the scheme judges itself today: {@code true} when a stored password is to be moved to another scheme whatever
     * the password is (DES crypt, MD5, unsalted or single-round digests, clear text).
     */
    boolean obsolete();

    /**
     * How many leading bytes of a password count, {@link dev.watchword.candidate.Candidates#MAX_BYTES} when all do (8
     * for DES crypt, 72 for bcrypt). Two candidates that agree in them are the same guess.
     */
    int significantBytes();

    /**
     * Whether this text, standing where crypt(3) hashes stand (shadow, htpasswd), is this scheme's by its own mark or
     * shape. Only the mark is looked at: the text may still be malformed. A scheme that is never found there answers
     * {@code false}.
     */
    boolean claims(String text);

    /** Reads the text exactly as the scheme's reference implementation does; bounded in time by the text's length. */
    Parsed parse(EncodedHash hash);

    /** A scalar kernel for one thread. The caller closes it. */
    HashKernel newKernel();

    /** At least one known answer for each form that {@link #parse} reads. */
    List<KnownAnswer> knownAnswers();
}
