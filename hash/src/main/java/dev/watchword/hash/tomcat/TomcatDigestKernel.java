package dev.watchword.hash.tomcat;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** One pair after the other: salt, then password, and the digest digested again. */
public final class TomcatDigestKernel implements HashKernel {

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        TomcatDigestSettings settings = (TomcatDigestSettings) pairs.settings();
        MessageDigest digest = settings.variant().newDigest();
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] word = pairs.words().word(i);
            byte[] encoded = settings.variant().encoded(word);
            digest.update(pairs.salt(i));
            digest.update(encoded);
            finish(digest, digests, i * length, length);
            for (int k = 1; k < settings.iterations(); k++) {
                digest.update(digests, i * length, length);
                finish(digest, digests, i * length, length);
            }
            Arrays.fill(word, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static void finish(MessageDigest digest, byte[] digests, int offset, int length) {
        try {
            digest.digest(digests, offset, length);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a digest at " + offset, e);
        }
    }
}
