package dev.watchword.hash.sha1crypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import java.nio.charset.StandardCharsets;

/** HMAC-SHA1 keyed with the password: of salt, mark and iterations first, then of its own code again and again. */
final class Sha1cryptKernel implements HashKernel {

    private final Hmac hmac = Hmac.over("SHA-1");

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        Sha1cryptSettings settings = (Sha1cryptSettings) pairs.settings();
        byte[] behindSalt = (Sha1cryptScheme.MARK + settings.iterations()).getBytes(StandardCharsets.US_ASCII);
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            hmac.key(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            hmac.update(pairs.salt(i)).update(behindSalt).finish(digests, i * length);
            for (long k = 1; k < settings.iterations(); k++) {
                hmac.update(digests, i * length, length).finish(digests, i * length);
            }
        }
        hmac.wipe();
    }
}
