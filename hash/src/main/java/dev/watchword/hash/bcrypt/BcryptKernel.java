package dev.watchword.hash.bcrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;

/** One pair after the other. */
public final class BcryptKernel implements HashKernel {

    private final BcryptState state = new BcryptState();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        BcryptSettings settings = (BcryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            state.start(settings, pairs.words(), i, pairs.salt(i));
            for (long left = settings.turns(); left > 0; left--) {
                state.turn();
            }
            state.finish(digests, i * BcryptSettings.DIGEST_BYTES);
        }
        state.wipe();
    }
}
