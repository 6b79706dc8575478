package dev.watchword.hash.yescrypt;

import dev.watchword.hash.scrypt.Salsa20;
import dev.watchword.hash.scrypt.ScryptMix;
import java.util.Arrays;

/**
 * The three S-boxes of one lane of one hash, each of 256 entries of two longs. Every block of pwxform writes four rounds of
 * its results into the third, whereupon the boxes change places. Belongs to one thread at a time.
 */
public final class SubstitutionBoxes {

    /** How many boxes there are. */
    public static final int BOXES = 3;

    /** Longs of one box. */
    public static final int LONGS = 512;

    /** Blocks of 128 bytes that the boxes are filled with. */
    static final int SEED_BLOCKS = 96;

    private final long[][] boxes = new long[BOXES][];
    private int written;

    private SubstitutionBoxes(long[] seed) {
        for (int box = 0; box < BOXES; box++) {
            boxes[BOXES - 1 - box] = Arrays.copyOfRange(seed, box * LONGS, (box + 1) * LONGS);
        }
    }

    /** Boxes filled by scrypt's first loop from the 128 bytes at {@code at}, which become the loop's result. */
    static SubstitutionBoxes seededWith(byte[] lane, int at) {
        int slot = 2 * Salsa20.LONGS;
        long[] seed = new long[(SEED_BLOCKS + 1) * slot];
        Salsa20.load(lane, at, seed, 0, 2);
        ScryptMix.fill(seed, 1, SEED_BLOCKS);
        Salsa20.store(seed, SEED_BLOCKS * slot, lane, at, 2);
        return new SubstitutionBoxes(seed);
    }

    /** Boxes of zeros, to rehearse with. */
    public static SubstitutionBoxes blank() {
        return new SubstitutionBoxes(new long[BOXES * LONGS]);
    }

    /**
     * One of the boxes, not copied: the first is looked up by the low half of a word, the second by the high half, the third is
     * written to.
     */
    public long[] box(int number) {
        return boxes[number];
    }

    /** Where the third box is written to next, in longs. */
    public int written() {
        return written;
    }

    /** Puts boxes that have changed their contents and places in place of these. */
    public void replace(long[] first, long[] second, long[] third, int writtenTo) {
        boxes[0] = first;
        boxes[1] = second;
        boxes[2] = third;
        written = writtenTo;
    }
}
