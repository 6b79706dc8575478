package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.scrypt.ScryptKernel;
import dev.watchword.hash.scrypt.ScryptSettings;
import dev.watchword.hash.scrypt.SlotMixer;
import java.util.Optional;

/** scrypt, two pairs at once. */
final class VectorScryptKernel implements FastKernel {

    /** So many slots are filled in a rehearsal, and as many read again. */
    private static final int REHEARSED_SLOTS = 64;

    private final SlotMixer mixer = new SalsaLanes();
    private final HashKernel kernel = new ScryptKernel(mixer);

    private VectorScryptKernel() {}

    /** A kernel, where the memories of all hashes that go together may be held. */
    static Optional<VectorScryptKernel> of(ScryptSettings settings, long memoryBytes) {
        VectorScryptKernel kernel = new VectorScryptKernel();
        long each = ScryptSettings.memoryBytes(settings.blocks(), settings.r(), settings.p());
        return each <= memoryBytes / kernel.lanes() ? Optional.of(kernel) : Optional.empty();
    }

    @Override
    public int lanes() {
        return kernel.lanes();
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        kernel.digest(pairs, digests);
    }

    @Override
    public double rehearse(Settings settings) {
        ScryptSettings scrypt = (ScryptSettings) settings;
        int r = scrypt.r();
        int slot = 16 * r;
        int slots = (int) Math.min(REHEARSED_SLOTS, scrypt.blocks());
        long[][] memories = new long[mixer.hashes()][(slots + 1) * slot];
        for (int hash = 0; hash < mixer.hashes(); hash++) {
            memories[hash][0] = hash + 1;
        }
        for (int i = 0; i < slots; i++) {
            mixer.mix(memories, i * slot, i * slot + slot, r);
        }
        int[] added = new int[mixer.hashes()];
        for (int i = 1; i < slots; i++) {
            mixer.mixSum(memories, i * slot, added, i * slot + slot, r);
        }
        return mixer.hashes() * (2.0 * slots - 1) / (2.0 * scrypt.blocks() * scrypt.p());
    }

    @Override
    public void close() {
        kernel.close();
    }
}
