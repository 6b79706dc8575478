package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.scrypt.ScryptSettings;
import dev.watchword.hash.yescrypt.BlockMixer;
import dev.watchword.hash.yescrypt.NationalYescryptKernel;
import dev.watchword.hash.yescrypt.NationalYescryptSettings;
import dev.watchword.hash.yescrypt.SubstitutionBoxes;
import dev.watchword.hash.yescrypt.Walk;
import dev.watchword.hash.yescrypt.YescryptKernel;
import dev.watchword.hash.yescrypt.YescryptSettings;
import dev.watchword.hash.yescrypt.YescryptSettings.Flavour;
import java.util.Optional;

/** yescrypt, alone or within another digest, two pairs at once. */
final class VectorYescryptKernel implements FastKernel {

    /** So many slots are filled in a rehearsal. */
    private static final int REHEARSED_SLOTS = 64;

    private final HashKernel kernel;
    private final BlockMixer mixer;

    private VectorYescryptKernel(HashKernel kernel, BlockMixer mixer) {
        this.kernel = kernel;
        this.mixer = mixer;
    }

    /** A kernel for hashes of the read-write flavour; the others have no S-boxes. */
    static Optional<VectorYescryptKernel> of(YescryptSettings settings, long memoryBytes) {
        BlockMixer mixer = new PwxformLanes();
        return fits(settings, mixer, memoryBytes)
                ? Optional.of(new VectorYescryptKernel(new YescryptKernel(mixer), mixer))
                : Optional.empty();
    }

    /** The same within another digest. */
    static Optional<VectorYescryptKernel> of(NationalYescryptSettings settings, long memoryBytes) {
        BlockMixer mixer = new PwxformLanes();
        return fits(settings.core(), mixer, memoryBytes)
                ? Optional.of(new VectorYescryptKernel(NationalYescryptKernel.of(settings, mixer), mixer))
                : Optional.empty();
    }

    private static boolean fits(YescryptSettings settings, BlockMixer mixer, long memoryBytes) {
        return settings.flavour() == Flavour.READ_WRITE
                && ScryptSettings.memoryBytes(settings.blocks(), settings.r(), settings.p())
                        <= memoryBytes / mixer.hashes();
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
        YescryptSettings core =
                settings instanceof NationalYescryptSettings national ? national.core() : (YescryptSettings) settings;
        int slotLongs = 16 * core.r();
        int steps = (int) Math.min(REHEARSED_SLOTS, core.blocks());
        long[][] memories = new long[mixer.hashes()][(steps + 2) * slotLongs];
        SubstitutionBoxes[] boxes = new SubstitutionBoxes[mixer.hashes()];
        for (int hash = 0; hash < mixer.hashes(); hash++) {
            memories[hash][0] = hash + 1;
            boxes[hash] = SubstitutionBoxes.blank();
        }
        int zeros = (steps + 1) * slotLongs;
        // both ways of walking, or the virtual machine compiles for the one that it has seen
        mixer.walk(memories, boxes, new Walk(slotLongs, 0, zeros, 0, slotLongs, 0, false, steps));
        int span = Integer.highestOneBit(steps);
        mixer.walk(memories, boxes, new Walk(slotLongs, 0, zeros, steps * slotLongs, 0, span, true, steps));
        return 2.0 * mixer.hashes() * steps / core.steps();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
