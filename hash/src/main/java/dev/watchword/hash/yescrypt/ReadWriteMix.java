package dev.watchword.hash.yescrypt;

import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.scrypt.Salsa20;
import java.util.Arrays;

/**
 * yescrypt's mixing in the read-write flavour, of as many hashes as a mixer takes at once: each lane fills its share of the
 * memory and reads and rewrites it, then each reads in the memory of all.
 */
final class ReadWriteMix {

    private final YescryptSettings settings;
    private final BlockMixer mixer;
    private final long[][] memories;
    private final int slot;

    /** @param memories two slots of {@code 16 r} longs more than the settings have blocks, for each hash */
    ReadWriteMix(YescryptSettings settings, BlockMixer mixer, long[][] memories) {
        this.settings = settings;
        this.mixer = mixer;
        this.memories = memories;
        this.slot = 2 * settings.r() * Salsa20.LONGS;
    }

    /** The next even number. */
    static long even(long number) {
        return number + (number & 1);
    }

    /**
     * Mixes all lanes of each hash in place.
     *
     * @param keys rewritten under the first lane's last 64 bytes once its S-boxes are made
     */
    void mix(byte[][] lanes, byte[][] keys, Hmac hmac) {
        int blocks = (int) settings.blocks();
        int lanesCount = settings.p();
        int share = blocks / lanesCount & ~1;
        long rewriting = even(settings.rereads() / lanesCount);
        long reading = even(settings.rereads()) - rewriting;
        SubstitutionBoxes[][] boxes = new SubstitutionBoxes[lanesCount][];
        int laneBytes = slot * Long.BYTES;
        int zeros = (blocks + 1) * slot;
        for (long[] memory : memories) {
            Arrays.fill(memory, zeros, zeros + slot, 0);
        }

        for (int lane = 0; lane < lanesCount; lane++) {
            boxes[lane] = seeded(lanes, lane * laneBytes);
            if (lane == 0) {
                rekey(keys, lanes, laneBytes - 64, hmac);
            }
            int start = lane * share;
            int count = lane < lanesCount - 1 ? share : blocks - start;
            BlockWalk walk = walk(boxes[lane], start * slot, zeros);
            walk.load(lanes, lane * laneBytes, 0);
            walk.fill(count);
            walk.rewrite(count, Integer.highestOneBit(count), rewriting);
            walk.store(count, lanes, lane * laneBytes);
        }
        for (int lane = 0; lane < lanesCount && reading > 0; lane++) {
            BlockWalk walk = walk(boxes[lane], 0, zeros);
            walk.load(lanes, lane * laneBytes, blocks);
            walk.read(blocks, blocks, reading);
            walk.store(blocks, lanes, lane * laneBytes);
        }
    }

    private BlockWalk walk(SubstitutionBoxes[] boxes, int base, int zeros) {
        return new BlockWalk(mixer, boxes, memories, settings.r(), base, zeros);
    }

    private static SubstitutionBoxes[] seeded(byte[][] lanes, int at) {
        SubstitutionBoxes[] boxes = new SubstitutionBoxes[lanes.length];
        Arrays.setAll(boxes, hash -> SubstitutionBoxes.seededWith(lanes[hash], at));
        return boxes;
    }

    private static void rekey(byte[][] keys, byte[][] lanes, int at, Hmac hmac) {
        for (int hash = 0; hash < keys.length; hash++) {
            hmac.key(lanes[hash], at, 64).update(keys[hash]).finish(keys[hash], 0);
        }
    }
}
