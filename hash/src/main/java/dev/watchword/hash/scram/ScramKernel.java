package dev.watchword.hash.scram;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import java.util.Arrays;

/** SCRAM's stored key, one pair after the other. */
public final class ScramKernel implements HashKernel {

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ScramSettings settings = (ScramSettings) pairs.settings();
        ScramSteps steps = new ScramSteps(settings);
        Hmac hmac = Hmac.over(settings.digest());
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            byte[] word = pairs.words().word(i);
            byte[] prepared = steps.prepared(word);
            byte[] salt = pairs.salt(i);
            hmac.key(prepared);
            Pbkdf2.derive(hmac, salt, salt.length, settings.iterations(), digests, i * length, length);
            steps.store(digests, i * length);
            Arrays.fill(word, (byte) 0);
            Arrays.fill(prepared, (byte) 0);
        }
        steps.wipe();
        hmac.wipe();
    }
}
