package dev.watchword.hashvector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * MD5's compression function (RFC 1321) on many messages at once, one a lane. A step waits for the step before it, so four
 * groups of lanes go side by side: on a processor that has the work of three done while it waits, the fourth costs nothing. Laid out as in
 * {@link Sha256Lanes}, words with their lowest byte first. In four methods, since what is much longer is compiled late or never.
 */
final class Md5Lanes {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int STEPS = 64;

    /** How many messages are compressed together. */
    static final int LANES = 4 * WIDTH;

    /** Where one method leaves what the next goes on with. */
    private static final int BETWEEN = 16 * LANES;

    /** Length of the array that holds a block's words of each lane and has room for what is between. */
    static final int SCHEDULE = BETWEEN + 4 * LANES;

    private static final int[] K = sines();

    private Md5Lanes() {}

    /** The standard's table: the first 32 bits behind the point of the sines' absolute values. */
    private static int[] sines() {
        int[] k = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            k[i] = (int) (long) (Math.abs(StrictMath.sin(i + 1)) * (1L << 32));
        }
        return k;
    }

    /**
     * Compresses one block of every lane.
     *
     * @param from four words of each lane
     * @param to takes those that come of them; may be the same, or the first words of the schedule
     * @param w sixteen words of each lane, and room
     */
    static void compress(int[] from, int[] to, int[] w) {
        first(from, w);
        second(w);
        third(w);
        fourth(from, to, w);
    }

    private static void first(int[] from, int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, from, 0);
        IntVector a2 = IntVector.fromArray(SPECIES, from, WIDTH);
        IntVector a3 = IntVector.fromArray(SPECIES, from, 2 * WIDTH);
        IntVector a4 = IntVector.fromArray(SPECIES, from, 3 * WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, from, LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, from, LANES + WIDTH);
        IntVector b3 = IntVector.fromArray(SPECIES, from, LANES + 2 * WIDTH);
        IntVector b4 = IntVector.fromArray(SPECIES, from, LANES + 3 * WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, from, 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, from, 2 * LANES + WIDTH);
        IntVector c3 = IntVector.fromArray(SPECIES, from, 2 * LANES + 2 * WIDTH);
        IntVector c4 = IntVector.fromArray(SPECIES, from, 2 * LANES + 3 * WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, from, 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, from, 3 * LANES + WIDTH);
        IntVector d3 = IntVector.fromArray(SPECIES, from, 3 * LANES + 2 * WIDTH);
        IntVector d4 = IntVector.fromArray(SPECIES, from, 3 * LANES + 3 * WIDTH);
        for (int t = 0; t < 16; t += 4) {
            int at = (t & 15) * LANES;
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(K[t]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t]);
            a3 = a3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t]);
            a4 = a4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t]);
            a = a.add(c.lanewise(VectorOperators.XOR, d).and(b).lanewise(VectorOperators.XOR, d));
            a2 = a2.add(c2.lanewise(VectorOperators.XOR, d2).and(b2).lanewise(VectorOperators.XOR, d2));
            a3 = a3.add(c3.lanewise(VectorOperators.XOR, d3).and(b3).lanewise(VectorOperators.XOR, d3));
            a4 = a4.add(c4.lanewise(VectorOperators.XOR, d4).and(b4).lanewise(VectorOperators.XOR, d4));
            a = a.lanewise(VectorOperators.ROL, 7).add(b);
            a2 = a2.lanewise(VectorOperators.ROL, 7).add(b2);
            a3 = a3.lanewise(VectorOperators.ROL, 7).add(b3);
            a4 = a4.lanewise(VectorOperators.ROL, 7).add(b4);
            at = ((t + 1) & 15) * LANES;
            d = d.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 1]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 1]);
            d3 = d3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 1]);
            d4 = d4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 1]);
            d = d.add(b.lanewise(VectorOperators.XOR, c).and(a).lanewise(VectorOperators.XOR, c));
            d2 = d2.add(b2.lanewise(VectorOperators.XOR, c2).and(a2).lanewise(VectorOperators.XOR, c2));
            d3 = d3.add(b3.lanewise(VectorOperators.XOR, c3).and(a3).lanewise(VectorOperators.XOR, c3));
            d4 = d4.add(b4.lanewise(VectorOperators.XOR, c4).and(a4).lanewise(VectorOperators.XOR, c4));
            d = d.lanewise(VectorOperators.ROL, 12).add(a);
            d2 = d2.lanewise(VectorOperators.ROL, 12).add(a2);
            d3 = d3.lanewise(VectorOperators.ROL, 12).add(a3);
            d4 = d4.lanewise(VectorOperators.ROL, 12).add(a4);
            at = ((t + 2) & 15) * LANES;
            c = c.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 2]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 2]);
            c3 = c3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 2]);
            c4 = c4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 2]);
            c = c.add(a.lanewise(VectorOperators.XOR, b).and(d).lanewise(VectorOperators.XOR, b));
            c2 = c2.add(a2.lanewise(VectorOperators.XOR, b2).and(d2).lanewise(VectorOperators.XOR, b2));
            c3 = c3.add(a3.lanewise(VectorOperators.XOR, b3).and(d3).lanewise(VectorOperators.XOR, b3));
            c4 = c4.add(a4.lanewise(VectorOperators.XOR, b4).and(d4).lanewise(VectorOperators.XOR, b4));
            c = c.lanewise(VectorOperators.ROL, 17).add(d);
            c2 = c2.lanewise(VectorOperators.ROL, 17).add(d2);
            c3 = c3.lanewise(VectorOperators.ROL, 17).add(d3);
            c4 = c4.lanewise(VectorOperators.ROL, 17).add(d4);
            at = ((t + 3) & 15) * LANES;
            b = b.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 3]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 3]);
            b3 = b3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 3]);
            b4 = b4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 3]);
            b = b.add(d.lanewise(VectorOperators.XOR, a).and(c).lanewise(VectorOperators.XOR, a));
            b2 = b2.add(d2.lanewise(VectorOperators.XOR, a2).and(c2).lanewise(VectorOperators.XOR, a2));
            b3 = b3.add(d3.lanewise(VectorOperators.XOR, a3).and(c3).lanewise(VectorOperators.XOR, a3));
            b4 = b4.add(d4.lanewise(VectorOperators.XOR, a4).and(c4).lanewise(VectorOperators.XOR, a4));
            b = b.lanewise(VectorOperators.ROL, 22).add(c);
            b2 = b2.lanewise(VectorOperators.ROL, 22).add(c2);
            b3 = b3.lanewise(VectorOperators.ROL, 22).add(c3);
            b4 = b4.lanewise(VectorOperators.ROL, 22).add(c4);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        a3.intoArray(w, BETWEEN + 2 * WIDTH);
        a4.intoArray(w, BETWEEN + 3 * WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        b3.intoArray(w, BETWEEN + LANES + 2 * WIDTH);
        b4.intoArray(w, BETWEEN + LANES + 3 * WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        c3.intoArray(w, BETWEEN + 2 * LANES + 2 * WIDTH);
        c4.intoArray(w, BETWEEN + 2 * LANES + 3 * WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        d3.intoArray(w, BETWEEN + 3 * LANES + 2 * WIDTH);
        d4.intoArray(w, BETWEEN + 3 * LANES + 3 * WIDTH);
    }

    private static void second(int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector a3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * WIDTH);
        IntVector a4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector b3 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 2 * WIDTH);
        IntVector b4 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 3 * WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector c3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 2 * WIDTH);
        IntVector c4 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 3 * WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector d3 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 2 * WIDTH);
        IntVector d4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 3 * WIDTH);
        for (int t = 16; t < 32; t += 4) {
            int at = ((5 * t + 1) & 15) * LANES;
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(K[t]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t]);
            a3 = a3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t]);
            a4 = a4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t]);
            a = a.add(b.lanewise(VectorOperators.XOR, c).and(d).lanewise(VectorOperators.XOR, c));
            a2 = a2.add(b2.lanewise(VectorOperators.XOR, c2).and(d2).lanewise(VectorOperators.XOR, c2));
            a3 = a3.add(b3.lanewise(VectorOperators.XOR, c3).and(d3).lanewise(VectorOperators.XOR, c3));
            a4 = a4.add(b4.lanewise(VectorOperators.XOR, c4).and(d4).lanewise(VectorOperators.XOR, c4));
            a = a.lanewise(VectorOperators.ROL, 5).add(b);
            a2 = a2.lanewise(VectorOperators.ROL, 5).add(b2);
            a3 = a3.lanewise(VectorOperators.ROL, 5).add(b3);
            a4 = a4.lanewise(VectorOperators.ROL, 5).add(b4);
            at = ((5 * (t + 1) + 1) & 15) * LANES;
            d = d.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 1]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 1]);
            d3 = d3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 1]);
            d4 = d4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 1]);
            d = d.add(a.lanewise(VectorOperators.XOR, b).and(c).lanewise(VectorOperators.XOR, b));
            d2 = d2.add(a2.lanewise(VectorOperators.XOR, b2).and(c2).lanewise(VectorOperators.XOR, b2));
            d3 = d3.add(a3.lanewise(VectorOperators.XOR, b3).and(c3).lanewise(VectorOperators.XOR, b3));
            d4 = d4.add(a4.lanewise(VectorOperators.XOR, b4).and(c4).lanewise(VectorOperators.XOR, b4));
            d = d.lanewise(VectorOperators.ROL, 9).add(a);
            d2 = d2.lanewise(VectorOperators.ROL, 9).add(a2);
            d3 = d3.lanewise(VectorOperators.ROL, 9).add(a3);
            d4 = d4.lanewise(VectorOperators.ROL, 9).add(a4);
            at = ((5 * (t + 2) + 1) & 15) * LANES;
            c = c.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 2]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 2]);
            c3 = c3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 2]);
            c4 = c4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 2]);
            c = c.add(d.lanewise(VectorOperators.XOR, a).and(b).lanewise(VectorOperators.XOR, a));
            c2 = c2.add(d2.lanewise(VectorOperators.XOR, a2).and(b2).lanewise(VectorOperators.XOR, a2));
            c3 = c3.add(d3.lanewise(VectorOperators.XOR, a3).and(b3).lanewise(VectorOperators.XOR, a3));
            c4 = c4.add(d4.lanewise(VectorOperators.XOR, a4).and(b4).lanewise(VectorOperators.XOR, a4));
            c = c.lanewise(VectorOperators.ROL, 14).add(d);
            c2 = c2.lanewise(VectorOperators.ROL, 14).add(d2);
            c3 = c3.lanewise(VectorOperators.ROL, 14).add(d3);
            c4 = c4.lanewise(VectorOperators.ROL, 14).add(d4);
            at = ((5 * (t + 3) + 1) & 15) * LANES;
            b = b.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 3]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 3]);
            b3 = b3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 3]);
            b4 = b4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 3]);
            b = b.add(c.lanewise(VectorOperators.XOR, d).and(a).lanewise(VectorOperators.XOR, d));
            b2 = b2.add(c2.lanewise(VectorOperators.XOR, d2).and(a2).lanewise(VectorOperators.XOR, d2));
            b3 = b3.add(c3.lanewise(VectorOperators.XOR, d3).and(a3).lanewise(VectorOperators.XOR, d3));
            b4 = b4.add(c4.lanewise(VectorOperators.XOR, d4).and(a4).lanewise(VectorOperators.XOR, d4));
            b = b.lanewise(VectorOperators.ROL, 20).add(c);
            b2 = b2.lanewise(VectorOperators.ROL, 20).add(c2);
            b3 = b3.lanewise(VectorOperators.ROL, 20).add(c3);
            b4 = b4.lanewise(VectorOperators.ROL, 20).add(c4);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        a3.intoArray(w, BETWEEN + 2 * WIDTH);
        a4.intoArray(w, BETWEEN + 3 * WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        b3.intoArray(w, BETWEEN + LANES + 2 * WIDTH);
        b4.intoArray(w, BETWEEN + LANES + 3 * WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        c3.intoArray(w, BETWEEN + 2 * LANES + 2 * WIDTH);
        c4.intoArray(w, BETWEEN + 2 * LANES + 3 * WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        d3.intoArray(w, BETWEEN + 3 * LANES + 2 * WIDTH);
        d4.intoArray(w, BETWEEN + 3 * LANES + 3 * WIDTH);
    }

    private static void third(int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector a3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * WIDTH);
        IntVector a4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector b3 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 2 * WIDTH);
        IntVector b4 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 3 * WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector c3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 2 * WIDTH);
        IntVector c4 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 3 * WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector d3 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 2 * WIDTH);
        IntVector d4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 3 * WIDTH);
        for (int t = 32; t < 48; t += 4) {
            int at = ((3 * t + 5) & 15) * LANES;
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(K[t]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t]);
            a3 = a3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t]);
            a4 = a4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t]);
            a = a.add(b.lanewise(VectorOperators.XOR, c).lanewise(VectorOperators.XOR, d));
            a2 = a2.add(b2.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.XOR, d2));
            a3 = a3.add(b3.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, d3));
            a4 = a4.add(b4.lanewise(VectorOperators.XOR, c4).lanewise(VectorOperators.XOR, d4));
            a = a.lanewise(VectorOperators.ROL, 4).add(b);
            a2 = a2.lanewise(VectorOperators.ROL, 4).add(b2);
            a3 = a3.lanewise(VectorOperators.ROL, 4).add(b3);
            a4 = a4.lanewise(VectorOperators.ROL, 4).add(b4);
            at = ((3 * (t + 1) + 5) & 15) * LANES;
            d = d.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 1]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 1]);
            d3 = d3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 1]);
            d4 = d4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 1]);
            d = d.add(a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, c));
            d2 = d2.add(a2.lanewise(VectorOperators.XOR, b2).lanewise(VectorOperators.XOR, c2));
            d3 = d3.add(a3.lanewise(VectorOperators.XOR, b3).lanewise(VectorOperators.XOR, c3));
            d4 = d4.add(a4.lanewise(VectorOperators.XOR, b4).lanewise(VectorOperators.XOR, c4));
            d = d.lanewise(VectorOperators.ROL, 11).add(a);
            d2 = d2.lanewise(VectorOperators.ROL, 11).add(a2);
            d3 = d3.lanewise(VectorOperators.ROL, 11).add(a3);
            d4 = d4.lanewise(VectorOperators.ROL, 11).add(a4);
            at = ((3 * (t + 2) + 5) & 15) * LANES;
            c = c.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 2]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 2]);
            c3 = c3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 2]);
            c4 = c4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 2]);
            c = c.add(d.lanewise(VectorOperators.XOR, a).lanewise(VectorOperators.XOR, b));
            c2 = c2.add(d2.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.XOR, b2));
            c3 = c3.add(d3.lanewise(VectorOperators.XOR, a3).lanewise(VectorOperators.XOR, b3));
            c4 = c4.add(d4.lanewise(VectorOperators.XOR, a4).lanewise(VectorOperators.XOR, b4));
            c = c.lanewise(VectorOperators.ROL, 16).add(d);
            c2 = c2.lanewise(VectorOperators.ROL, 16).add(d2);
            c3 = c3.lanewise(VectorOperators.ROL, 16).add(d3);
            c4 = c4.lanewise(VectorOperators.ROL, 16).add(d4);
            at = ((3 * (t + 3) + 5) & 15) * LANES;
            b = b.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 3]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 3]);
            b3 = b3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 3]);
            b4 = b4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 3]);
            b = b.add(c.lanewise(VectorOperators.XOR, d).lanewise(VectorOperators.XOR, a));
            b2 = b2.add(c2.lanewise(VectorOperators.XOR, d2).lanewise(VectorOperators.XOR, a2));
            b3 = b3.add(c3.lanewise(VectorOperators.XOR, d3).lanewise(VectorOperators.XOR, a3));
            b4 = b4.add(c4.lanewise(VectorOperators.XOR, d4).lanewise(VectorOperators.XOR, a4));
            b = b.lanewise(VectorOperators.ROL, 23).add(c);
            b2 = b2.lanewise(VectorOperators.ROL, 23).add(c2);
            b3 = b3.lanewise(VectorOperators.ROL, 23).add(c3);
            b4 = b4.lanewise(VectorOperators.ROL, 23).add(c4);
        }
        a.intoArray(w, BETWEEN);
        a2.intoArray(w, BETWEEN + WIDTH);
        a3.intoArray(w, BETWEEN + 2 * WIDTH);
        a4.intoArray(w, BETWEEN + 3 * WIDTH);
        b.intoArray(w, BETWEEN + LANES);
        b2.intoArray(w, BETWEEN + LANES + WIDTH);
        b3.intoArray(w, BETWEEN + LANES + 2 * WIDTH);
        b4.intoArray(w, BETWEEN + LANES + 3 * WIDTH);
        c.intoArray(w, BETWEEN + 2 * LANES);
        c2.intoArray(w, BETWEEN + 2 * LANES + WIDTH);
        c3.intoArray(w, BETWEEN + 2 * LANES + 2 * WIDTH);
        c4.intoArray(w, BETWEEN + 2 * LANES + 3 * WIDTH);
        d.intoArray(w, BETWEEN + 3 * LANES);
        d2.intoArray(w, BETWEEN + 3 * LANES + WIDTH);
        d3.intoArray(w, BETWEEN + 3 * LANES + 2 * WIDTH);
        d4.intoArray(w, BETWEEN + 3 * LANES + 3 * WIDTH);
    }

    private static void fourth(int[] from, int[] to, int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, w, BETWEEN);
        IntVector a2 = IntVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        IntVector a3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * WIDTH);
        IntVector a4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * WIDTH);
        IntVector b = IntVector.fromArray(SPECIES, w, BETWEEN + LANES);
        IntVector b2 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        IntVector b3 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 2 * WIDTH);
        IntVector b4 = IntVector.fromArray(SPECIES, w, BETWEEN + LANES + 3 * WIDTH);
        IntVector c = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        IntVector c2 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        IntVector c3 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 2 * WIDTH);
        IntVector c4 = IntVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + 3 * WIDTH);
        IntVector d = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        IntVector d2 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        IntVector d3 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 2 * WIDTH);
        IntVector d4 = IntVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + 3 * WIDTH);
        for (int t = 48; t < 64; t += 4) {
            int at = ((7 * t) & 15) * LANES;
            a = a.add(IntVector.fromArray(SPECIES, w, at)).add(K[t]);
            a2 = a2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t]);
            a3 = a3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t]);
            a4 = a4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t]);
            a = a.add(d.not().or(b).lanewise(VectorOperators.XOR, c));
            a2 = a2.add(d2.not().or(b2).lanewise(VectorOperators.XOR, c2));
            a3 = a3.add(d3.not().or(b3).lanewise(VectorOperators.XOR, c3));
            a4 = a4.add(d4.not().or(b4).lanewise(VectorOperators.XOR, c4));
            a = a.lanewise(VectorOperators.ROL, 6).add(b);
            a2 = a2.lanewise(VectorOperators.ROL, 6).add(b2);
            a3 = a3.lanewise(VectorOperators.ROL, 6).add(b3);
            a4 = a4.lanewise(VectorOperators.ROL, 6).add(b4);
            at = ((7 * (t + 1)) & 15) * LANES;
            d = d.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 1]);
            d2 = d2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 1]);
            d3 = d3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 1]);
            d4 = d4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 1]);
            d = d.add(c.not().or(a).lanewise(VectorOperators.XOR, b));
            d2 = d2.add(c2.not().or(a2).lanewise(VectorOperators.XOR, b2));
            d3 = d3.add(c3.not().or(a3).lanewise(VectorOperators.XOR, b3));
            d4 = d4.add(c4.not().or(a4).lanewise(VectorOperators.XOR, b4));
            d = d.lanewise(VectorOperators.ROL, 10).add(a);
            d2 = d2.lanewise(VectorOperators.ROL, 10).add(a2);
            d3 = d3.lanewise(VectorOperators.ROL, 10).add(a3);
            d4 = d4.lanewise(VectorOperators.ROL, 10).add(a4);
            at = ((7 * (t + 2)) & 15) * LANES;
            c = c.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 2]);
            c2 = c2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 2]);
            c3 = c3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 2]);
            c4 = c4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 2]);
            c = c.add(b.not().or(d).lanewise(VectorOperators.XOR, a));
            c2 = c2.add(b2.not().or(d2).lanewise(VectorOperators.XOR, a2));
            c3 = c3.add(b3.not().or(d3).lanewise(VectorOperators.XOR, a3));
            c4 = c4.add(b4.not().or(d4).lanewise(VectorOperators.XOR, a4));
            c = c.lanewise(VectorOperators.ROL, 15).add(d);
            c2 = c2.lanewise(VectorOperators.ROL, 15).add(d2);
            c3 = c3.lanewise(VectorOperators.ROL, 15).add(d3);
            c4 = c4.lanewise(VectorOperators.ROL, 15).add(d4);
            at = ((7 * (t + 3)) & 15) * LANES;
            b = b.add(IntVector.fromArray(SPECIES, w, at)).add(K[t + 3]);
            b2 = b2.add(IntVector.fromArray(SPECIES, w, at + WIDTH)).add(K[t + 3]);
            b3 = b3.add(IntVector.fromArray(SPECIES, w, at + 2 * WIDTH)).add(K[t + 3]);
            b4 = b4.add(IntVector.fromArray(SPECIES, w, at + 3 * WIDTH)).add(K[t + 3]);
            b = b.add(a.not().or(c).lanewise(VectorOperators.XOR, d));
            b2 = b2.add(a2.not().or(c2).lanewise(VectorOperators.XOR, d2));
            b3 = b3.add(a3.not().or(c3).lanewise(VectorOperators.XOR, d3));
            b4 = b4.add(a4.not().or(c4).lanewise(VectorOperators.XOR, d4));
            b = b.lanewise(VectorOperators.ROL, 21).add(c);
            b2 = b2.lanewise(VectorOperators.ROL, 21).add(c2);
            b3 = b3.lanewise(VectorOperators.ROL, 21).add(c3);
            b4 = b4.lanewise(VectorOperators.ROL, 21).add(c4);
        }
        a.add(IntVector.fromArray(SPECIES, from, 0)).intoArray(to, 0);
        a2.add(IntVector.fromArray(SPECIES, from, WIDTH)).intoArray(to, WIDTH);
        a3.add(IntVector.fromArray(SPECIES, from, 2 * WIDTH)).intoArray(to, 2 * WIDTH);
        a4.add(IntVector.fromArray(SPECIES, from, 3 * WIDTH)).intoArray(to, 3 * WIDTH);
        b.add(IntVector.fromArray(SPECIES, from, LANES)).intoArray(to, LANES);
        b2.add(IntVector.fromArray(SPECIES, from, LANES + WIDTH)).intoArray(to, LANES + WIDTH);
        b3.add(IntVector.fromArray(SPECIES, from, LANES + 2 * WIDTH)).intoArray(to, LANES + 2 * WIDTH);
        b4.add(IntVector.fromArray(SPECIES, from, LANES + 3 * WIDTH)).intoArray(to, LANES + 3 * WIDTH);
        c.add(IntVector.fromArray(SPECIES, from, 2 * LANES)).intoArray(to, 2 * LANES);
        c2.add(IntVector.fromArray(SPECIES, from, 2 * LANES + WIDTH)).intoArray(to, 2 * LANES + WIDTH);
        c3.add(IntVector.fromArray(SPECIES, from, 2 * LANES + 2 * WIDTH)).intoArray(to, 2 * LANES + 2 * WIDTH);
        c4.add(IntVector.fromArray(SPECIES, from, 2 * LANES + 3 * WIDTH)).intoArray(to, 2 * LANES + 3 * WIDTH);
        d.add(IntVector.fromArray(SPECIES, from, 3 * LANES)).intoArray(to, 3 * LANES);
        d2.add(IntVector.fromArray(SPECIES, from, 3 * LANES + WIDTH)).intoArray(to, 3 * LANES + WIDTH);
        d3.add(IntVector.fromArray(SPECIES, from, 3 * LANES + 2 * WIDTH)).intoArray(to, 3 * LANES + 2 * WIDTH);
        d4.add(IntVector.fromArray(SPECIES, from, 3 * LANES + 3 * WIDTH)).intoArray(to, 3 * LANES + 3 * WIDTH);
    }
}
