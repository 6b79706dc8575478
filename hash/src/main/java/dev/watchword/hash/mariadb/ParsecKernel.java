package dev.watchword.hash.mariadb;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public key of Ed25519 whose secret is 32 bytes of PBKDF2-HMAC-SHA512. */
final class ParsecKernel implements HashKernel {

    private final Hmac hmac = Hmac.over("SHA-512");
    private final byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ParsecSettings settings = (ParsecSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            hmac.key(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            byte[] salt = pairs.salt(i);
            Pbkdf2.derive(hmac, salt, salt.length, settings.iterations(), secret, 0, secret.length);
            Ed25519.generatePublicKey(secret, 0, digests, i * PublicKey.BYTES);
        }
        Arrays.fill(secret, (byte) 0);
        hmac.wipe();
    }
}
