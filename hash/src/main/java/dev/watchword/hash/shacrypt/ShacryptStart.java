package dev.watchword.hash.shacrypt;

import dev.watchword.candidate.Candidates;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What SHA-crypt makes of a pair before its rounds, steps 1 to 20 of the specification: the first digest, and the sequences
 * that stand for key and salt. Reused from pair to pair; belongs to one thread.
 */
public final class ShacryptStart {

    private static final int MAX_DIGEST_BYTES = 64;

    private final byte[] state = new byte[MAX_DIGEST_BYTES];
    private final byte[] key = new byte[Candidates.MAX_BYTES];
    private final byte[] keyDigest = new byte[MAX_DIGEST_BYTES];
    private final byte[] keySequence = new byte[Candidates.MAX_BYTES];
    private final byte[] saltDigest = new byte[MAX_DIGEST_BYTES];
    private byte[] saltSequence = new byte[32];
    private int keyLength;
    private int saltLength;

    private @Nullable ShacryptDigest function;
    private MessageDigest digest = ShacryptDigest.SHA512.newDigest();
    private int digestBytes;

    /** Makes everything for one pair; what was made for the pair before is gone. */
    public void make(ShacryptDigest wanted, Candidates words, int word, byte[] salt) {
        use(wanted);
        keyLength = words.length(word);
        saltLength = salt.length;
        System.arraycopy(words.bytes(), words.offset(word), key, 0, keyLength);
        makeDigest(salt);
        makeSequences(salt);
    }

    /** The digest that the rounds begin with, in the first bytes; a round may write its own over it. */
    public byte[] state() {
        return state;
    }

    /** As long as the key, in the first bytes. */
    public byte[] keySequence() {
        return keySequence;
    }

    /** As long as the salt, in the first bytes. */
    public byte[] saltSequence() {
        return saltSequence;
    }

    /** Length of the key in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** Length of the salt in bytes. */
    public int saltLength() {
        return saltLength;
    }

    /** Forgets the key and all that was made of it. */
    public void wipe() {
        for (byte[] secret : new byte[][] {state, key, keyDigest, keySequence}) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The function's digest, in its initial state between calls. */
    MessageDigest digest() {
        return digest;
    }

    /** Writes the finished digest and makes the function begin anew. */
    void finish(byte[] to) {
        try {
            digest.digest(to, 0, digestBytes);
        } catch (DigestException e) {
            throw new IllegalStateException("the digest needs another length of output", e);
        }
    }

    private void use(ShacryptDigest wanted) {
        if (function != wanted) {
            function = wanted;
            digest = wanted.newDigest();
            digestBytes = wanted.bytes();
        }
    }

    /** Steps 1 to 12: digest A from key, salt and digest B. */
    private void makeDigest(byte[] salt) {
        digest.update(key, 0, keyLength);
        digest.update(salt);
        digest.update(key, 0, keyLength);
        finish(state);

        digest.update(key, 0, keyLength);
        digest.update(salt);
        for (int left = keyLength; left > 0; left -= digestBytes) {
            digest.update(state, 0, Math.min(left, digestBytes));
        }
        for (int bits = keyLength; bits > 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                digest.update(state, 0, digestBytes);
            } else {
                digest.update(key, 0, keyLength);
            }
        }
        finish(state);
    }

    /** Steps 13 to 20: P, as long as the key, and S, as long as the salt. P takes time quadratic in the key's length. */
    private void makeSequences(byte[] salt) {
        for (int i = 0; i < keyLength; i++) {
            digest.update(key, 0, keyLength);
        }
        finish(keyDigest);
        repeat(keyDigest, keySequence, keyLength);

        int times = 16 + (state[0] & 0xff);
        for (int i = 0; i < times; i++) {
            digest.update(salt);
        }
        finish(saltDigest);
        if (saltSequence.length < salt.length) {
            saltSequence = new byte[salt.length];
        }
        repeat(saltDigest, saltSequence, salt.length);
    }

    private void repeat(byte[] pattern, byte[] to, int length) {
        for (int at = 0; at < length; at += digestBytes) {
            System.arraycopy(pattern, 0, to, at, Math.min(digestBytes, length - at));
        }
    }
}
