package dev.watchword.hashvector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SHA-1's compression function (FIPS 180-4, 6.1.2) on many messages at once, one a lane, two groups of lanes side by side. Laid
 * out as in {@link Sha256Lanes}. A method for each function of twenty steps, since what is much longer is compiled late or
 * never.
 */
final class Sha1Lanes {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEPS = 80;

    /** How many messages are compressed together. */
    static final int LANES = 2 * WIDTH;

    /** Steps with one function, as places in the schedule. */
    private static final int QUARTER = STEPS / 4 * LANES;

    /** Where the state stands while it is worked on. */
    private static final int BETWEEN = STEPS * LANES;

    /** Length of the schedule that {@link #compress} works in: the block's words are its first. */
    static final int SCHEDULE = BETWEEN + 5 * LANES;

    /** Square roots of 2, 3, 5 and 10, each times 2^30. */
    private static final int[] K = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};

    private Sha1Lanes() {}

    /**
     * Compresses one block of every lane.
     *
     * @param from five words of each lane
     * @param to takes those that come of them; may be the same, or the first words of the schedule
     * @param w the schedule: holds the block's sixteen words of each lane, and room for what follows from them
     */
    static void compress(int[] from, int[] to, int[] w) {
        extend(w);
        System.arraycopy(from, 0, w, BETWEEN, 5 * LANES);
        choose(w);
        parity(w, QUARTER, K[1]);
        majority(w);
        parity(w, 3 * QUARTER, K[3]);
        for (int at = 0; at < 5 * LANES; at += WIDTH) {
            IntVector.fromArray(SPECIES, from, at)
                    .add(IntVector.fromArray(SPECIES, w, BETWEEN + at))
                    .intoArray(to, at);
        }
    }

    private static void extend(int[] w) {
        for (int at = 16 * LANES; at < BETWEEN; at += WIDTH) {
            IntVector.fromArray(SPECIES, w, at - 3 * LANES)
                    .lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, w, at - 8 * LANES))
                    .lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, w, at - 14 * LANES))
                    .lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, w, at - 16 * LANES))
                    .lanewise(VectorOperators.ROL, 1)
                    .intoArray(w, at);
        }
    }

    private static void choose(int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector e = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES);
        IntVector e2 = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES + WIDTH);
        for (int at = 0; at < QUARTER; at += 5 * LANES) {
            e = e.add(IntVector.fromArray(SPECIES, w, at)).add(K[0]);
            e2 = e2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[0]);
            e = e.add(c.lanewise(VectorOperators.XOR, d).and(b).lanewise(VectorOperators.XOR, d))
                    .add(a.lanewise(VectorOperators.ROL, 5));
            e2 = e2.add(c2.lanewise(VectorOperators.XOR, d2).and(b2).lanewise(VectorOperators.XOR, d2))
                    .add(a2.lanewise(VectorOperators.ROL, 5));
            b = b.lanewise(VectorOperators.ROL, 30);
            b2 = b2.lanewise(VectorOperators.ROL, 30);
            d = d.add(IntVector.fromArray(SPECIES, w, at + LANES)).add(K[0]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + LANES + WIDTH)).add(K[0]);
            d = d.add(b.lanewise(VectorOperators.XOR, c).and(a).lanewise(VectorOperators.XOR, c))
                    .add(e.lanewise(VectorOperators.ROL, 5));
            d2 = d2.add(b2.lanewise(VectorOperators.XOR, c2).and(a2).lanewise(VectorOperators.XOR, c2))
                    .add(e2.lanewise(VectorOperators.ROL, 5));
            a = a.lanewise(VectorOperators.ROL, 30);
            a2 = a2.lanewise(VectorOperators.ROL, 30);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES)).add(K[0]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES + WIDTH)).add(K[0]);
            c = c.add(a.lanewise(VectorOperators.XOR, b).and(e).lanewise(VectorOperators.XOR, b))
                    .add(d.lanewise(VectorOperators.ROL, 5));
            c2 = c2.add(a2.lanewise(VectorOperators.XOR, b2).and(e2).lanewise(VectorOperators.XOR, b2))
                    .add(d2.lanewise(VectorOperators.ROL, 5));
            e = e.lanewise(VectorOperators.ROL, 30);
            e2 = e2.lanewise(VectorOperators.ROL, 30);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES)).add(K[0]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES + WIDTH)).add(K[0]);
            b = b.add(e.lanewise(VectorOperators.XOR, a).and(d).lanewise(VectorOperators.XOR, a))
                    .add(c.lanewise(VectorOperators.ROL, 5));
            b2 = b2.add(e2.lanewise(VectorOperators.XOR, a2).and(d2).lanewise(VectorOperators.XOR, a2))
                    .add(c2.lanewise(VectorOperators.ROL, 5));
            d = d.lanewise(VectorOperators.ROL, 30);
            d2 = d2.lanewise(VectorOperators.ROL, 30);
            a = a.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES)).add(K[0]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES + WIDTH)).add(K[0]);
            a = a.add(d.lanewise(VectorOperators.XOR, e).and(c).lanewise(VectorOperators.XOR, e))
                    .add(b.lanewise(VectorOperators.ROL, 5));
            a2 = a2.add(d2.lanewise(VectorOperators.XOR, e2).and(c2).lanewise(VectorOperators.XOR, e2))
                    .add(b2.lanewise(VectorOperators.ROL, 5));
            c = c.lanewise(VectorOperators.ROL, 30);
            c2 = c2.lanewise(VectorOperators.ROL, 30);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        e.intoArray(w, BETWEEN + 4 * LANES);
        e2.intoArray(w, BETWEEN + 4 * LANES + WIDTH);
    }

    private static void parity(int[] w, int from, int k) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector e = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES);
        IntVector e2 = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES + WIDTH);
        for (int at = from; at < from + QUARTER; at += 5 * LANES) {
            e = e.add(IntVector.fromArray(SPECIES, w, at)).add(k);
            e2 = e2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(k);
            e = e.add(b.lanewise(VectorOperators.XOR, c).lanewise(VectorOperators.XOR, d))
                    .add(a.lanewise(VectorOperators.ROL, 5));
            e2 = e2.add(b2.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.XOR, d2))
                    .add(a2.lanewise(VectorOperators.ROL, 5));
            b = b.lanewise(VectorOperators.ROL, 30);
            b2 = b2.lanewise(VectorOperators.ROL, 30);
            d = d.add(IntVector.fromArray(SPECIES, w, at + LANES)).add(k);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + LANES + WIDTH)).add(k);
            d = d.add(a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, c))
                    .add(e.lanewise(VectorOperators.ROL, 5));
            d2 = d2.add(a2.lanewise(VectorOperators.XOR, b2).lanewise(VectorOperators.XOR, c2))
                    .add(e2.lanewise(VectorOperators.ROL, 5));
            a = a.lanewise(VectorOperators.ROL, 30);
            a2 = a2.lanewise(VectorOperators.ROL, 30);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES)).add(k);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES + WIDTH)).add(k);
            c = c.add(e.lanewise(VectorOperators.XOR, a).lanewise(VectorOperators.XOR, b))
                    .add(d.lanewise(VectorOperators.ROL, 5));
            c2 = c2.add(e2.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.XOR, b2))
                    .add(d2.lanewise(VectorOperators.ROL, 5));
            e = e.lanewise(VectorOperators.ROL, 30);
            e2 = e2.lanewise(VectorOperators.ROL, 30);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES)).add(k);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES + WIDTH)).add(k);
            b = b.add(d.lanewise(VectorOperators.XOR, e).lanewise(VectorOperators.XOR, a))
                    .add(c.lanewise(VectorOperators.ROL, 5));
            b2 = b2.add(d2.lanewise(VectorOperators.XOR, e2).lanewise(VectorOperators.XOR, a2))
                    .add(c2.lanewise(VectorOperators.ROL, 5));
            d = d.lanewise(VectorOperators.ROL, 30);
            d2 = d2.lanewise(VectorOperators.ROL, 30);
            a = a.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES)).add(k);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES + WIDTH)).add(k);
            a = a.add(c.lanewise(VectorOperators.XOR, d).lanewise(VectorOperators.XOR, e))
                    .add(b.lanewise(VectorOperators.ROL, 5));
            a2 = a2.add(c2.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.XOR, e2))
                    .add(b2.lanewise(VectorOperators.ROL, 5));
            c = c.lanewise(VectorOperators.ROL, 30);
            c2 = c2.lanewise(VectorOperators.ROL, 30);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        e.intoArray(w, BETWEEN + 4 * LANES);
        e2.intoArray(w, BETWEEN + 4 * LANES + WIDTH);
    }

    private static void majority(int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector e = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES);
        IntVector e2 = IntVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES + WIDTH);
        for (int at = 2 * QUARTER; at < 3 * QUARTER; at += 5 * LANES) {
            e = e.add(IntVector.fromArray(SPECIES, w, at)).add(K[2]);
            e2 = e2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[2]);
            e = e.add(b.and(c).or(b.or(c).and(d))).add(a.lanewise(VectorOperators.ROL, 5));
            e2 = e2.add(b2.and(c2).or(b2.or(c2).and(d2))).add(a2.lanewise(VectorOperators.ROL, 5));
            b = b.lanewise(VectorOperators.ROL, 30);
            b2 = b2.lanewise(VectorOperators.ROL, 30);
            d = d.add(IntVector.fromArray(SPECIES, w, at + LANES)).add(K[2]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + LANES + WIDTH)).add(K[2]);
            d = d.add(a.and(b).or(a.or(b).and(c))).add(e.lanewise(VectorOperators.ROL, 5));
            d2 = d2.add(a2.and(b2).or(a2.or(b2).and(c2))).add(e2.lanewise(VectorOperators.ROL, 5));
            a = a.lanewise(VectorOperators.ROL, 30);
            a2 = a2.lanewise(VectorOperators.ROL, 30);
            c = c.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES)).add(K[2]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + 2 * LANES + WIDTH)).add(K[2]);
            c = c.add(e.and(a).or(e.or(a).and(b))).add(d.lanewise(VectorOperators.ROL, 5));
            c2 = c2.add(e2.and(a2).or(e2.or(a2).and(b2))).add(d2.lanewise(VectorOperators.ROL, 5));
            e = e.lanewise(VectorOperators.ROL, 30);
            e2 = e2.lanewise(VectorOperators.ROL, 30);
            b = b.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES)).add(K[2]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + 3 * LANES + WIDTH)).add(K[2]);
            b = b.add(d.and(e).or(d.or(e).and(a))).add(c.lanewise(VectorOperators.ROL, 5));
            b2 = b2.add(d2.and(e2).or(d2.or(e2).and(a2))).add(c2.lanewise(VectorOperators.ROL, 5));
            d = d.lanewise(VectorOperators.ROL, 30);
            d2 = d2.lanewise(VectorOperators.ROL, 30);
            a = a.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES)).add(K[2]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + 4 * LANES + WIDTH)).add(K[2]);
            a = a.add(c.and(d).or(c.or(d).and(e))).add(b.lanewise(VectorOperators.ROL, 5));
            a2 = a2.add(c2.and(d2).or(c2.or(d2).and(e2))).add(b2.lanewise(VectorOperators.ROL, 5));
            c = c.lanewise(VectorOperators.ROL, 30);
            c2 = c2.lanewise(VectorOperators.ROL, 30);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        e.intoArray(w, BETWEEN + 4 * LANES);
        e2.intoArray(w, BETWEEN + 4 * LANES + WIDTH);
    }
}
