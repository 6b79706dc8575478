package dev.watchword.hash.mysql;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1 of SHA-1. */
public final class MysqlNativeKernel implements HashKernel {

    private static final int LENGTH = MysqlNativeSettings.DIGEST_BYTES;

    private final MessageDigest sha1;

    public MysqlNativeKernel() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        for (int i = 0; i < pairs.size(); i++) {
            sha1.update(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            finish(digests, i * LENGTH);
            sha1.update(digests, i * LENGTH, LENGTH);
            finish(digests, i * LENGTH);
        }
    }

    private void finish(byte[] digests, int offset) {
        try {
            sha1.digest(digests, offset, LENGTH);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a digest at " + offset, e);
        }
    }
}
