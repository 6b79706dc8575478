package dev.watchword.hash.md5crypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** md5crypt's 1,000 rounds over the JDK's MD5; nothing is allocated once the kernel stands. */
final class Md5cryptKernel implements HashKernel {

    private static final int ROUNDS = 1_000;
    private static final int MD5_BYTES = Md5cryptSettings.MD5_BYTES;

    private final MessageDigest md5 = md5();
    private final byte[] state = new byte[MD5_BYTES];
    private final byte[] word = new byte[Candidates.MAX_BYTES];

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        byte[] magic = magic(pairs);
        for (int i = 0; i < pairs.size(); i++) {
            int length = pairs.words().length(i);
            System.arraycopy(pairs.words().bytes(), pairs.words().offset(i), word, 0, length);
            start(magic, pairs.salt(i), length);
            for (int round = 0; round < ROUNDS; round++) {
                turn(round, pairs.salt(i), length);
            }
            System.arraycopy(state, 0, digests, i * MD5_BYTES, MD5_BYTES);
        }
        Arrays.fill(word, (byte) 0);
        Arrays.fill(state, (byte) 0);
    }

    /** Password, magic, salt, then the digest of password, salt and password as often as the password is long. */
    private void start(byte[] magic, byte[] salt, int length) {
        md5.update(word, 0, length);
        md5.update(salt);
        md5.update(word, 0, length);
        finish();

        md5.update(word, 0, length);
        md5.update(magic);
        md5.update(salt);
        for (int left = length; left > 0; left -= MD5_BYTES) {
            md5.update(state, 0, Math.min(left, MD5_BYTES));
        }
        // Meant to be digest bytes by the length's bits; the first program wrote zeros and first chars, so all do.
        for (int bits = length; bits > 0; bits >>>= 1) {
            md5.update((bits & 1) != 0 ? 0 : word[0]);
        }
        finish();
    }

    private void turn(int round, byte[] salt, int length) {
        boolean odd = (round & 1) != 0;
        update(odd, length);
        if (round % 3 != 0) {
            md5.update(salt);
        }
        if (round % 7 != 0) {
            md5.update(word, 0, length);
        }
        update(!odd, length);
        finish();
    }

    private void update(boolean withWord, int length) {
        if (withWord) {
            md5.update(word, 0, length);
            return;
        }
        md5.update(state);
    }

    private void finish() {
        try {
            md5.digest(state, 0, MD5_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("MD5 needs another length of output", e);
        }
    }

    private static byte[] magic(Pairs pairs) {
        return ((Md5cryptSettings) pairs.settings()).magic().text().getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
