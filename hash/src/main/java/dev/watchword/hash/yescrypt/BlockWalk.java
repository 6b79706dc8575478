package dev.watchword.hash.yescrypt;

import dev.watchword.hash.scrypt.Salsa20;

/**
 * One lane's way through its share of the memory, of as many hashes as are mixed at once: it fills it, then mixes on in the
 * slot behind what it filled.
 */
final class BlockWalk {

    /** Kibibits that one call of {@link BlockMixer#walk} mixes: the S-boxes are copied once a call. */
    private static final int KIBIBITS_A_STRETCH = 2048;

    private final BlockMixer mixer;
    private final SubstitutionBoxes[] boxes;
    private final long[][] memories;
    private final int r;
    private final int slot;
    private final int base;
    private final int zeros;
    private final int stretch;

    /**
     * @param base where the share begins, in longs
     * @param zeros where a slot of zeros is
     */
    BlockWalk(BlockMixer mixer, SubstitutionBoxes[] boxes, long[][] memories, int r, int base, int zeros) {
        this.mixer = mixer;
        this.boxes = boxes;
        this.memories = memories;
        this.r = r;
        this.slot = 2 * r * Salsa20.LONGS;
        this.base = base;
        this.zeros = zeros;
        this.stretch = 1 + KIBIBITS_A_STRETCH / r;
    }

    /** Brings the lane's bytes of each hash into a slot of its share. */
    void load(byte[][] lanes, int at, int slotNumber) {
        for (int hash = 0; hash < memories.length; hash++) {
            Salsa20.load(lanes[hash], at, memories[hash], place(slotNumber), 2 * r);
        }
    }

    /** Brings a slot of each share back into the lane's bytes. */
    void store(int slotNumber, byte[][] lanes, int at) {
        for (int hash = 0; hash < memories.length; hash++) {
            Salsa20.store(memories[hash], place(slotNumber), lanes[hash], at, 2 * r);
        }
    }

    /** Fills slots 1 to {@code count} from slot 0. */
    void fill(int count) {
        for (int done = 0; done < count; done += stretch) {
            int steps = Math.min(stretch, count - done);
            mixer.walk(memories, boxes, new Walk(slot, base, zeros, place(done), slot, done, false, steps));
        }
    }

    /** Mixes in slot {@code x}, each step adding one of the first {@code span} slots and replacing it by the sum. */
    void rewrite(int x, int span, long steps) {
        mix(x, span, steps, true);
    }

    /** Mixes in slot {@code x}, each step adding one of the first {@code span} slots. */
    void read(int x, int span, long steps) {
        mix(x, span, steps, false);
    }

    private void mix(int x, int span, long steps, boolean rewrites) {
        for (long done = 0; done < steps; done += stretch) {
            int now = (int) Math.min(stretch, steps - done);
            mixer.walk(memories, boxes, new Walk(slot, base, zeros, place(x), 0, span, rewrites, now));
        }
    }

    private int place(int slotNumber) {
        return base + slotNumber * slot;
    }
}
