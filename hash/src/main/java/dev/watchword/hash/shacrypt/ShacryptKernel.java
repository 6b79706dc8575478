package dev.watchword.hash.shacrypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SHA-crypt over the JDK's digests, for salts of any length (crypt(3) texts have at most sixteen bytes, MySQL's
 * caching_sha2_password has twenty). Nothing is allocated in the rounds. Steps are those of the specification.
 */
public final class ShacryptKernel implements HashKernel {

    private static final int MAX_DIGEST_BYTES = 64;

    private final byte[] state = new byte[MAX_DIGEST_BYTES];
    private final byte[] key = new byte[Candidates.MAX_BYTES];
    private final byte[] keyDigest = new byte[MAX_DIGEST_BYTES];
    private final byte[] keySequence = new byte[Candidates.MAX_BYTES];
    private final byte[] saltDigest = new byte[MAX_DIGEST_BYTES];
    private byte[] saltSequence = new byte[32];

    private @Nullable ShacryptDigest function;
    private MessageDigest digest = ShacryptDigest.SHA512.newDigest();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ShacryptSettings settings = (ShacryptSettings) pairs.settings();
        use(settings.digest());
        for (int i = 0; i < pairs.size(); i++) {
            int keyLength = pairs.words().length(i);
            System.arraycopy(pairs.words().bytes(), pairs.words().offset(i), key, 0, keyLength);
            byte[] salt = pairs.salt(i);
            start(keyLength, salt, settings.digestBytes());
            makeSequences(keyLength, salt, settings.digestBytes());
            turn(settings.rounds(), keyLength, salt.length, settings.digestBytes());
            System.arraycopy(state, 0, digests, i * settings.digestBytes(), settings.digestBytes());
        }
        wipe();
    }

    private void use(ShacryptDigest wanted) {
        if (function != wanted) {
            function = wanted;
            digest = wanted.newDigest();
        }
    }

    /** Steps 1 to 12: digest A from key, salt and digest B. */
    private void start(int keyLength, byte[] salt, int digestBytes) {
        digest.update(key, 0, keyLength);
        digest.update(salt);
        digest.update(key, 0, keyLength);
        finish(state, digestBytes);

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
        finish(state, digestBytes);
    }

    /** Steps 13 to 20: P, as long as the key, and S, as long as the salt. P takes time quadratic in the key's length. */
    private void makeSequences(int keyLength, byte[] salt, int digestBytes) {
        for (int i = 0; i < keyLength; i++) {
            digest.update(key, 0, keyLength);
        }
        finish(keyDigest, digestBytes);
        repeat(keyDigest, digestBytes, keySequence, keyLength);

        int times = 16 + (state[0] & 0xff);
        for (int i = 0; i < times; i++) {
            digest.update(salt);
        }
        finish(saltDigest, digestBytes);
        if (saltSequence.length < salt.length) {
            saltSequence = new byte[salt.length];
        }
        repeat(saltDigest, digestBytes, saltSequence, salt.length);
    }

    private static void repeat(byte[] pattern, int patternLength, byte[] to, int length) {
        for (int at = 0; at < length; at += patternLength) {
            System.arraycopy(pattern, 0, to, at, Math.min(patternLength, length - at));
        }
    }

    /** Step 21. */
    private void turn(int rounds, int keyLength, int saltLength, int digestBytes) {
        for (int round = 0; round < rounds; round++) {
            boolean odd = (round & 1) != 0;
            update(odd, keyLength, digestBytes);
            if (round % 3 != 0) {
                digest.update(saltSequence, 0, saltLength);
            }
            if (round % 7 != 0) {
                digest.update(keySequence, 0, keyLength);
            }
            update(!odd, keyLength, digestBytes);
            finish(state, digestBytes);
        }
    }

    private void update(boolean withKey, int keyLength, int digestBytes) {
        if (withKey) {
            digest.update(keySequence, 0, keyLength);
            return;
        }
        digest.update(state, 0, digestBytes);
    }

    private void finish(byte[] to, int digestBytes) {
        try {
            digest.digest(to, 0, digestBytes);
        } catch (DigestException e) {
            throw new IllegalStateException("the digest needs another length of output", e);
        }
    }

    private void wipe() {
        for (byte[] secret : new byte[][] {state, key, keyDigest, keySequence}) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
