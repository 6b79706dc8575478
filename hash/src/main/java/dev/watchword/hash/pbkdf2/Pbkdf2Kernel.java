package dev.watchword.hash.pbkdf2;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;

/** PBKDF2 of one pair after the other. */
public final class Pbkdf2Kernel implements HashKernel {

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        Pbkdf2Settings settings = (Pbkdf2Settings) pairs.settings();
        Hmac hmac = Hmac.over(settings.digest());
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] salt = pairs.salt(i);
            hmac.key(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            Pbkdf2.derive(hmac, salt, salt.length, settings.iterations(), digests, i * length, length);
        }
        hmac.wipe();
    }
}
