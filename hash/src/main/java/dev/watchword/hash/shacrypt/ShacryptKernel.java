package dev.watchword.hash.shacrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.MessageDigest;

/**
 * SHA-crypt over the JDK's digests, for salts of any length (crypt(3) texts have at most sixteen bytes, MySQL's
 * caching_sha2_password has twenty). Nothing is allocated in the rounds. Steps are those of the specification.
 */
public final class ShacryptKernel implements HashKernel {

    private final ShacryptStart start = new ShacryptStart();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ShacryptSettings settings = (ShacryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            start.make(settings.digest(), pairs.words(), i, pairs.salt(i));
            turn(settings.rounds(), settings.digestBytes());
            System.arraycopy(start.state(), 0, digests, i * settings.digestBytes(), settings.digestBytes());
        }
        start.wipe();
    }

    /** Step 21. */
    private void turn(int rounds, int digestBytes) {
        MessageDigest digest = start.digest();
        for (int round = 0; round < rounds; round++) {
            boolean odd = (round & 1) != 0;
            update(digest, odd, digestBytes);
            if (round % 3 != 0) {
                digest.update(start.saltSequence(), 0, start.saltLength());
            }
            if (round % 7 != 0) {
                digest.update(start.keySequence(), 0, start.keyLength());
            }
            update(digest, !odd, digestBytes);
            start.finish(start.state());
        }
    }

    private void update(MessageDigest digest, boolean withKey, int digestBytes) {
        if (withKey) {
            digest.update(start.keySequence(), 0, start.keyLength());
            return;
        }
        digest.update(start.state(), 0, digestBytes);
    }
}
