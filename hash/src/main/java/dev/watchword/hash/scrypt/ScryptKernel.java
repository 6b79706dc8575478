package dev.watchword.hash.scrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import java.util.Arrays;

/** scrypt of as many pairs at once as its mixer takes, each in a block of memory of its own. */
public final class ScryptKernel implements HashKernel {

    private final ScryptMix together;
    private final ScryptMix alone = ScryptMix.ofOne();
    private final BlockMemory[] memories;
    private final Hmac hmac = Hmac.over("SHA-256");

    /** The scalar kernel, which takes one pair after the other. */
    ScryptKernel() {
        this(new SalsaMixer());
    }

    /** @param together mixes what it can take at once; a pair that is left over goes alone, and is not its work */
    public ScryptKernel(SlotMixer together) {
        this.together = new ScryptMix(together);
        this.memories = new BlockMemory[together.hashes()];
        Arrays.setAll(memories, hash -> new BlockMemory());
    }

    @Override
    public int lanes() {
        return together.hashes();
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ScryptSettings settings = (ScryptSettings) pairs.settings();
        for (int from = 0; from < pairs.size(); ) {
            int size = pairs.size() - from < together.hashes() ? 1 : together.hashes();
            digestGroup(pairs, from, size, settings, digests);
            from += size;
        }
        hmac.wipe();
    }

    private void digestGroup(Pairs pairs, int from, int size, ScryptSettings settings, byte[] digests) {
        int r = settings.r();
        int n = (int) settings.blocks();
        byte[][] lanes = new byte[size][];
        long[][] slots = new long[size][];
        for (int hash = 0; hash < size; hash++) {
            lanes[hash] = BlockMemory.lanes(r, settings.p());
            slots[hash] = memories[hash].reserve(settings.blocks() + 2, r);
        }
        for (int hash = 0; hash < size; hash++) {
            byte[] salt = pairs.salt(from + hash);
            key(pairs, from + hash);
            Pbkdf2.derive(hmac, salt, salt.length, 1, lanes[hash], 0, lanes[hash].length);
        }
        ScryptMix mix = size == 1 ? alone : together;
        for (int lane = 0; lane < settings.p(); lane++) {
            mix.mix(lanes, lane * 128 * r, r, n, n, slots);
        }
        for (int hash = 0; hash < size; hash++) {
            int length = settings.digestBytes();
            key(pairs, from + hash);
            Pbkdf2.derive(hmac, lanes[hash], lanes[hash].length, 1, digests, (from + hash) * length, length);
            Arrays.fill(lanes[hash], (byte) 0);
        }
    }

    private void key(Pairs pairs, int pair) {
        hmac.key(
                pairs.words().bytes(), pairs.words().offset(pair), pairs.words().length(pair));
    }

    @Override
    public void close() {
        for (BlockMemory memory : memories) {
            memory.release();
        }
    }
}
