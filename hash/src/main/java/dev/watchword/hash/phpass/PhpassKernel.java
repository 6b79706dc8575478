package dev.watchword.hash.phpass;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 of salt and password, and then of the digest and the password again and again. */
final class PhpassKernel implements HashKernel {

    private static final int LENGTH = PhpassSettings.DIGEST_BYTES;

    private final MessageDigest md5;

    PhpassKernel() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        PhpassSettings settings = (PhpassSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] salt = pairs.salt(i);
            md5.update(salt);
            finish(pairs, i, digests);
            for (int turn = 0; turn < settings.turns(); turn++) {
                md5.update(digests, i * LENGTH, LENGTH);
                finish(pairs, i, digests);
            }
        }
    }

    private void finish(Pairs pairs, int i, byte[] digests) {
        md5.update(pairs.words().bytes(), pairs.words().offset(i), pairs.words().length(i));
        try {
            md5.digest(digests, i * LENGTH, LENGTH);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for digest " + i, e);
        }
    }
}
