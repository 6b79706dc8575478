package dev.watchword.hashvector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * MD4's compression function (RFC 1320) on many messages at once, one a lane. Two groups of lanes go side by side. Laid out
 * as in {@link Sha256Lanes}, words with their lowest byte first.
 */
final class Md4Lanes {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** How many messages are compressed together. */
    static final int LANES = 2 * WIDTH;

    /** Length of the array that holds a block's words of each lane. */
    static final int SCHEDULE = 16 * LANES;

    private static final int SECOND = 0x5a827999;
    private static final int THIRD = 0x6ed9eba1;

    /** The first words of the third round's four turns. */
    private static final int[] ORDER = {0, 2, 1, 3};

    private Md4Lanes() {}

    /**
     * Compresses one block of every lane.
     *
     * @param from four words of each lane
     * @param to takes those that come of them; may be the same, or the first words of the schedule
     * @param w sixteen words of each lane
     */
    static void compress(int[] from, int[] to, int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, from, 0);
        IntVector a2 = IntVector.fromArray(SPECIES, from, WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, from, LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, from, LANES + WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, from, 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, from, 2 * LANES + WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, from, 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, from, 3 * LANES + WIDTH);
        for (int at = 0; at < 16 * LANES; at += 4 * LANES) {
            a = a.add(IntVector.fromArray(SPECIES, w, at));
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH));
            a = a.add(c.lanewise(VectorOperators.XOR, d).and(b).lanewise(VectorOperators.XOR, d))
                    .lanewise(VectorOperators.ROL, 3);
            a2 = a2.add(c2.lanewise(VectorOperators.XOR, d2).and(b2).lanewise(VectorOperators.XOR, d2))
                    .lanewise(VectorOperators.ROL, 3);
            d = d.add(IntVector.fromArray(SPECIES, w, at + LANES));
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + LANES + WIDTH));
            d = d.add(b.lanewise(VectorOperators.XOR, c).and(a).lanewise(VectorOperators.XOR, c))
                    .lanewise(VectorOperators.ROL, 7);
            d2 = d2.add(b2.lanewise(VectorOperators.XOR, c2).and(a2).lanewise(VectorOperators.XOR, c2))
                    .lanewise(VectorOperators.ROL, 7);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES));
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES + WIDTH));
            c = c.add(a.lanewise(VectorOperators.XOR, b).and(d).lanewise(VectorOperators.XOR, b))
                    .lanewise(VectorOperators.ROL, 11);
            c2 = c2.add(a2.lanewise(VectorOperators.XOR, b2).and(d2).lanewise(VectorOperators.XOR, b2))
                    .lanewise(VectorOperators.ROL, 11);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES));
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES + WIDTH));
            b = b.add(d.lanewise(VectorOperators.XOR, a).and(c).lanewise(VectorOperators.XOR, a))
                    .lanewise(VectorOperators.ROL, 19);
            b2 = b2.add(d2.lanewise(VectorOperators.XOR, a2).and(c2).lanewise(VectorOperators.XOR, a2))
                    .lanewise(VectorOperators.ROL, 19);
        }
        for (int at = 0; at < 4 * LANES; at += LANES) {
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(SECOND);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(SECOND);
            a = a.add(b.and(c).or(b.or(c).and(d))).lanewise(VectorOperators.ROL, 3);
            a2 = a2.add(b2.and(c2).or(b2.or(c2).and(d2))).lanewise(VectorOperators.ROL, 3);
            d = d.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES)).add(SECOND);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES + WIDTH)).add(SECOND);
            d = d.add(a.and(b).or(a.or(b).and(c))).lanewise(VectorOperators.ROL, 5);
            d2 = d2.add(a2.and(b2).or(a2.or(b2).and(c2))).lanewise(VectorOperators.ROL, 5);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 8 * LANES)).add(SECOND);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 8 * LANES + WIDTH)).add(SECOND);
            c = c.add(d.and(a).or(d.or(a).and(b))).lanewise(VectorOperators.ROL, 9);
            c2 = c2.add(d2.and(a2).or(d2.or(a2).and(b2))).lanewise(VectorOperators.ROL, 9);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 12 * LANES)).add(SECOND);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 12 * LANES + WIDTH))
                    .add(SECOND);
            b = b.add(c.and(d).or(c.or(d).and(a))).lanewise(VectorOperators.ROL, 13);
            b2 = b2.add(c2.and(d2).or(c2.or(d2).and(a2))).lanewise(VectorOperators.ROL, 13);
        }
        for (int i = 0; i < 4; i++) {
            int at = ORDER[i] * LANES;
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(THIRD);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(THIRD);
            a = a.add(b.lanewise(VectorOperators.XOR, c).lanewise(VectorOperators.XOR, d))
                    .lanewise(VectorOperators.ROL, 3);
            a2 = a2.add(b2.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.XOR, d2))
                    .lanewise(VectorOperators.ROL, 3);
            d = d.add(IntVector.fromArray(SPECIES, w, at + 8 * LANES)).add(THIRD);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + 8 * LANES + WIDTH)).add(THIRD);
            d = d.add(a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, c))
                    .lanewise(VectorOperators.ROL, 9);
            d2 = d2.add(a2.lanewise(VectorOperators.XOR, b2).lanewise(VectorOperators.XOR, c2))
                    .lanewise(VectorOperators.ROL, 9);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES)).add(THIRD);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES + WIDTH)).add(THIRD);
            c = c.add(d.lanewise(VectorOperators.XOR, a).lanewise(VectorOperators.XOR, b))
                    .lanewise(VectorOperators.ROL, 11);
            c2 = c2.add(d2.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.XOR, b2))
                    .lanewise(VectorOperators.ROL, 11);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 12 * LANES)).add(THIRD);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 12 * LANES + WIDTH))
                    .add(THIRD);
            b = b.add(c.lanewise(VectorOperators.XOR, d).lanewise(VectorOperators.XOR, a))
                    .lanewise(VectorOperators.ROL, 15);
            b2 = b2.add(c2.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.XOR, a2))
                    .lanewise(VectorOperators.ROL, 15);
        }
        a.add(IntVector.fromArray(SPECIES, from, 0)).intoArray(to, 0);
        a2.add(IntVector.fromArray(SPECIES, from, WIDTH)).intoArray(to, WIDTH);
        b.add(IntVector.fromArray(SPECIES, from, LANES)).intoArray(to, LANES);
        b2.add(IntVector.fromArray(SPECIES, from, LANES + WIDTH)).intoArray(to, LANES + WIDTH);
        c.add(IntVector.fromArray(SPECIES, from, 2 * LANES)).intoArray(to, 2 * LANES);
        c2.add(IntVector.fromArray(SPECIES, from, 2 * LANES + WIDTH)).intoArray(to, 2 * LANES + WIDTH);
        d.add(IntVector.fromArray(SPECIES, from, 3 * LANES)).intoArray(to, 3 * LANES);
        d2.add(IntVector.fromArray(SPECIES, from, 3 * LANES + WIDTH)).intoArray(to, 3 * LANES + WIDTH);
    }
}
