package dev.watchword.hash.yescrypt;

import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.scrypt.Salsa20;
import java.util.Arrays;

/**
 * yescrypt's mixing in the read-write flavour: each lane fills its share of the memory and reads and rewrites it, then
 * each reads in the memory of all.
 */
final class ReadWriteMix {

    private final YescryptSettings settings;
    private final long[] memory;
    private final int slot;

    /** @param memory two slots of {@code 16 r} longs more than the settings have blocks */
    ReadWriteMix(YescryptSettings settings, long[] memory) {
        this.settings = settings;
        this.memory = memory;
        this.slot = 2 * settings.r() * Salsa20.LONGS;
    }

    /** The next even number. */
    static long even(long number) {
        return number + (number & 1);
    }

    /**
     * Mixes all lanes in place.
     *
     * @param key rewritten under the first lane's last 64 bytes once its S-boxes are made
     */
    void mix(byte[] lanes, byte[] key, Hmac hmac) {
        int blocks = (int) settings.blocks();
        int lanesCount = settings.p();
        int share = blocks / lanesCount & ~1;
        long rewriting = even(settings.rereads() / lanesCount);
        long reading = even(settings.rereads()) - rewriting;
        Pwxform[] transforms = new Pwxform[lanesCount];
        int laneBytes = slot * Long.BYTES;
        int zeros = (blocks + 1) * slot;
        Arrays.fill(memory, zeros, zeros + slot, 0);

        for (int lane = 0; lane < lanesCount; lane++) {
            Pwxform transform = Pwxform.seededWith(lanes, lane * laneBytes);
            transforms[lane] = transform;
            if (lane == 0) {
                hmac.key(lanes, laneBytes - 64, 64).update(key).finish(key, 0);
            }
            int start = lane * share;
            int count = lane < lanesCount - 1 ? share : blocks - start;
            BlockWalk walk = new BlockWalk(transform, memory, settings.r(), start * slot, zeros);
            walk.load(lanes, lane * laneBytes, 0);
            walk.fill(count);
            walk.rewrite(count, Integer.highestOneBit(count), rewriting);
            walk.store(count, lanes, lane * laneBytes);
        }
        for (int lane = 0; lane < lanesCount && reading > 0; lane++) {
            BlockWalk walk = new BlockWalk(transforms[lane], memory, settings.r(), 0, zeros);
            walk.load(lanes, lane * laneBytes, blocks);
            walk.read(blocks, blocks, reading);
            walk.store(blocks, lanes, lane * laneBytes);
        }
    }
}
