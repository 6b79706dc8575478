package dev.watchword.hash.scrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import java.util.Arrays;

/** scrypt of one pair after the other, in one block of memory. */
final class ScryptKernel implements HashKernel {

    private final BlockMemory memory = new BlockMemory();
    private final Hmac hmac = Hmac.over("SHA-256");

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ScryptSettings settings = (ScryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            hmac.key(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            digest(pairs.salt(i), settings, digests, i * settings.digestBytes());
        }
        hmac.wipe();
    }

    private void digest(byte[] salt, ScryptSettings settings, byte[] digests, int offset) {
        int r = settings.r();
        byte[] lanes = BlockMemory.lanes(r, settings.p());
        long[] slots = memory.reserve(settings.blocks() + 2, r);
        int n = (int) settings.blocks();
        Pbkdf2.derive(hmac, salt, salt.length, 1, lanes, 0, lanes.length);
        for (int lane = 0; lane < settings.p(); lane++) {
            ScryptMix.mix(lanes, lane * 128 * r, r, n, n, slots);
        }
        Pbkdf2.derive(hmac, lanes, lanes.length, 1, digests, offset, settings.digestBytes());
        Arrays.fill(lanes, (byte) 0);
    }

    @Override
    public void close() {
        memory.release();
    }
}
