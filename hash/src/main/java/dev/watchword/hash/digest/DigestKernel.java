package dev.watchword.hash.digest;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** The JDK's digest of one pair after the other: password, then salt. */
public final class DigestKernel implements HashKernel {

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        DigestSettings settings = (DigestSettings) pairs.settings();
        MessageDigest digest = settings.variant().newDigest();
        boolean asTyped = settings.variant().charset().equals(StandardCharsets.UTF_8);
        Candidates words = pairs.words();
        for (int i = 0; i < pairs.size(); i++) {
            if (asTyped) {
                digest.update(words.bytes(), words.offset(i), words.length(i));
            }
            if (!asTyped) {
                updateEncoded(digest, settings.variant(), words.word(i));
            }
            digest.update(pairs.salt(i));
            write(digest, digests, i * settings.digestBytes(), settings.digestBytes());
        }
    }

    private static void updateEncoded(MessageDigest digest, DigestVariant variant, byte[] word) {
        byte[] encoded = variant.encoded(word);
        digest.update(encoded);
        Arrays.fill(encoded, (byte) 0);
        Arrays.fill(word, (byte) 0);
    }

    private static void write(MessageDigest digest, byte[] digests, int offset, int length) {
        try {
            digest.digest(digests, offset, length);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a digest at " + offset, e);
        }
    }
}
