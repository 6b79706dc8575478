package dev.watchword.hashvector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SHA-512's compression function (FIPS 180-4, 6.4.2) on many messages at once, one a lane. Two groups of lanes go through it side by
 * side, so that the processor has work while it waits for the other group. Words of all lanes lie together: word {@code i} of
 * lane {@code l} is at {@code i * LANES + l}.
 *
 * <p>The method is written out, since a helper that the compiler does not inline costs a hundred times more than what it
 * computes, and it goes two rounds a turn: less leaves the names of the words to be moved, more makes it slow to compile.
 */
final class Sha512Lanes {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** How many messages are compressed together. */
    static final int LANES = 2 * WIDTH;

    /** Words of one block. */
    static final int BLOCK_WORDS = 16;

    private static final int LAST_ROUNDS = Sha2Constants.ROUNDS_512 - BLOCK_WORDS;

    /** Where the first rounds leave what the last go on with. */
    private static final int BETWEEN = Sha2Constants.ROUNDS_512 * LANES;

    /** Length of the schedule that {@link #compress} works in: the block's words are its first. */
    static final int SCHEDULE = BETWEEN + 8 * LANES;

    private static final long[] K = Sha2Constants.rounds512();

    private Sha512Lanes() {}

    /**
     * Compresses one block of every lane.
     *
     * @param from eight words of each lane
     * @param to takes those that come of them; may be the same, or the first words of the schedule
     * @param w the schedule: holds the block's sixteen words of each lane, and room for what follows from them
     */
    static void compress(long[] from, long[] to, long[] w) {
        firstRounds(from, w);
        lastRounds(from, to, w);
    }

    private static void firstRounds(long[] from, long[] w) {
        LongVector a = LongVector.fromArray(SPECIES, from, 0);
        LongVector a2 = LongVector.fromArray(SPECIES, from, WIDTH);
        LongVector b = LongVector.fromArray(SPECIES, from, LANES);
        LongVector b2 = LongVector.fromArray(SPECIES, from, LANES + WIDTH);
        LongVector c = LongVector.fromArray(SPECIES, from, 2 * LANES);
        LongVector c2 = LongVector.fromArray(SPECIES, from, 2 * LANES + WIDTH);
        LongVector d = LongVector.fromArray(SPECIES, from, 3 * LANES);
        LongVector d2 = LongVector.fromArray(SPECIES, from, 3 * LANES + WIDTH);
        LongVector e = LongVector.fromArray(SPECIES, from, 4 * LANES);
        LongVector e2 = LongVector.fromArray(SPECIES, from, 4 * LANES + WIDTH);
        LongVector f = LongVector.fromArray(SPECIES, from, 5 * LANES);
        LongVector f2 = LongVector.fromArray(SPECIES, from, 5 * LANES + WIDTH);
        LongVector g = LongVector.fromArray(SPECIES, from, 6 * LANES);
        LongVector g2 = LongVector.fromArray(SPECIES, from, 6 * LANES + WIDTH);
        LongVector h = LongVector.fromArray(SPECIES, from, 7 * LANES);
        LongVector h2 = LongVector.fromArray(SPECIES, from, 7 * LANES + WIDTH);
        for (int t = 0, at = 0; t < LAST_ROUNDS; t += 2, at += 2 * LANES) {
            LongVector m = LongVector.fromArray(SPECIES, w, at);
            LongVector m2 = LongVector.fromArray(SPECIES, w, at + WIDTH);
            LongVector n = LongVector.fromArray(SPECIES, w, at + LANES);
            LongVector n2 = LongVector.fromArray(SPECIES, w, at + LANES + WIDTH);
            h = h.add(m).add(K[t]);
            h2 = h2.add(m2).add(K[t]);
            LongVector choice = f.lanewise(VectorOperators.XOR, g).and(e).lanewise(VectorOperators.XOR, g);
            LongVector choice2 = f2.lanewise(VectorOperators.XOR, g2).and(e2).lanewise(VectorOperators.XOR, g2);
            LongVector sum = e.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 41));
            LongVector sum2 = e2.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, e2.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, e2.lanewise(VectorOperators.ROR, 41));
            h = h.add(choice).add(sum);
            h2 = h2.add(choice2).add(sum2);
            d = d.add(h);
            d2 = d2.add(h2);
            choice = a.and(b).or(a.or(b).and(c));
            choice2 = a2.and(b2).or(a2.or(b2).and(c2));
            sum = a.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 39));
            sum2 = a2.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, a2.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, a2.lanewise(VectorOperators.ROR, 39));
            h = h.add(choice).add(sum);
            h2 = h2.add(choice2).add(sum2);
            sum = LongVector.fromArray(SPECIES, w, at + 14 * LANES);
            sum2 = LongVector.fromArray(SPECIES, w, at + 14 * LANES + WIDTH);
            sum = sum.lanewise(VectorOperators.ROR, 19)
                    .lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.ROR, 61))
                    .lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.LSHR, 6));
            sum2 = sum2.lanewise(VectorOperators.ROR, 19)
                    .lanewise(VectorOperators.XOR, sum2.lanewise(VectorOperators.ROR, 61))
                    .lanewise(VectorOperators.XOR, sum2.lanewise(VectorOperators.LSHR, 6));
            choice = n.lanewise(VectorOperators.ROR, 1)
                    .lanewise(VectorOperators.XOR, n.lanewise(VectorOperators.ROR, 8))
                    .lanewise(VectorOperators.XOR, n.lanewise(VectorOperators.LSHR, 7));
            choice2 = n2.lanewise(VectorOperators.ROR, 1)
                    .lanewise(VectorOperators.XOR, n2.lanewise(VectorOperators.ROR, 8))
                    .lanewise(VectorOperators.XOR, n2.lanewise(VectorOperators.LSHR, 7));
            m.add(choice)
                    .add(LongVector.fromArray(SPECIES, w, at + 9 * LANES))
                    .add(sum)
                    .intoArray(w, at + 16 * LANES);
            m2.add(choice2)
                    .add(LongVector.fromArray(SPECIES, w, at + 9 * LANES + WIDTH))
                    .add(sum2)
                    .intoArray(w, at + 16 * LANES + WIDTH);
            g = g.add(n).add(K[t + 1]);
            g2 = g2.add(n2).add(K[t + 1]);
            choice = e.lanewise(VectorOperators.XOR, f).and(d).lanewise(VectorOperators.XOR, f);
            choice2 = e2.lanewise(VectorOperators.XOR, f2).and(d2).lanewise(VectorOperators.XOR, f2);
            sum = d.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 41));
            sum2 = d2.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, d2.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, d2.lanewise(VectorOperators.ROR, 41));
            g = g.add(choice).add(sum);
            g2 = g2.add(choice2).add(sum2);
            c = c.add(g);
            c2 = c2.add(g2);
            choice = h.and(a).or(h.or(a).and(b));
            choice2 = h2.and(a2).or(h2.or(a2).and(b2));
            sum = h.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 39));
            sum2 = h2.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, h2.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, h2.lanewise(VectorOperators.ROR, 39));
            g = g.add(choice).add(sum);
            g2 = g2.add(choice2).add(sum2);
            m = LongVector.fromArray(SPECIES, w, at + 2 * LANES);
            m2 = LongVector.fromArray(SPECIES, w, at + 2 * LANES + WIDTH);
            sum = LongVector.fromArray(SPECIES, w, at + 15 * LANES);
            sum2 = LongVector.fromArray(SPECIES, w, at + 15 * LANES + WIDTH);
            sum = sum.lanewise(VectorOperators.ROR, 19)
                    .lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.ROR, 61))
                    .lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.LSHR, 6));
            sum2 = sum2.lanewise(VectorOperators.ROR, 19)
                    .lanewise(VectorOperators.XOR, sum2.lanewise(VectorOperators.ROR, 61))
                    .lanewise(VectorOperators.XOR, sum2.lanewise(VectorOperators.LSHR, 6));
            choice = m.lanewise(VectorOperators.ROR, 1)
                    .lanewise(VectorOperators.XOR, m.lanewise(VectorOperators.ROR, 8))
                    .lanewise(VectorOperators.XOR, m.lanewise(VectorOperators.LSHR, 7));
            choice2 = m2.lanewise(VectorOperators.ROR, 1)
                    .lanewise(VectorOperators.XOR, m2.lanewise(VectorOperators.ROR, 8))
                    .lanewise(VectorOperators.XOR, m2.lanewise(VectorOperators.LSHR, 7));
            n.add(choice)
                    .add(LongVector.fromArray(SPECIES, w, at + 10 * LANES))
                    .add(sum)
                    .intoArray(w, at + 17 * LANES);
            n2.add(choice2)
                    .add(LongVector.fromArray(SPECIES, w, at + 10 * LANES + WIDTH))
                    .add(sum2)
                    .intoArray(w, at + 17 * LANES + WIDTH);
            m = a;
            a = g;
            g = e;
            e = c;
            c = m;
            m = b;
            b = h;
            h = f;
            f = d;
            d = m;
            m2 = a2;
            a2 = g2;
            g2 = e2;
            e2 = c2;
            c2 = m2;
            m2 = b2;
            b2 = h2;
            h2 = f2;
            f2 = d2;
            d2 = m2;
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
        f.intoArray(w, BETWEEN + 5 * LANES);
        f2.intoArray(w, BETWEEN + 5 * LANES + WIDTH);
        g.intoArray(w, BETWEEN + 6 * LANES);
        g2.intoArray(w, BETWEEN + 6 * LANES + WIDTH);
        h.intoArray(w, BETWEEN + 7 * LANES);
        h2.intoArray(w, BETWEEN + 7 * LANES + WIDTH);
    }

    /** The last sixteen, from which no word of the schedule follows. */
    private static void lastRounds(long[] from, long[] to, long[] w) {
        LongVector a = LongVector.fromArray(SPECIES, w, BETWEEN);
        LongVector a2 = LongVector.fromArray(SPECIES, w, BETWEEN + WIDTH);
        LongVector b = LongVector.fromArray(SPECIES, w, BETWEEN + LANES);
        LongVector b2 = LongVector.fromArray(SPECIES, w, BETWEEN + LANES + WIDTH);
        LongVector c = LongVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES);
        LongVector c2 = LongVector.fromArray(SPECIES, w, BETWEEN + 2 * LANES + WIDTH);
        LongVector d = LongVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES);
        LongVector d2 = LongVector.fromArray(SPECIES, w, BETWEEN + 3 * LANES + WIDTH);
        LongVector e = LongVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES);
        LongVector e2 = LongVector.fromArray(SPECIES, w, BETWEEN + 4 * LANES + WIDTH);
        LongVector f = LongVector.fromArray(SPECIES, w, BETWEEN + 5 * LANES);
        LongVector f2 = LongVector.fromArray(SPECIES, w, BETWEEN + 5 * LANES + WIDTH);
        LongVector g = LongVector.fromArray(SPECIES, w, BETWEEN + 6 * LANES);
        LongVector g2 = LongVector.fromArray(SPECIES, w, BETWEEN + 6 * LANES + WIDTH);
        LongVector h = LongVector.fromArray(SPECIES, w, BETWEEN + 7 * LANES);
        LongVector h2 = LongVector.fromArray(SPECIES, w, BETWEEN + 7 * LANES + WIDTH);
        for (int t = LAST_ROUNDS, at = LAST_ROUNDS * LANES; t < Sha2Constants.ROUNDS_512; t += 2, at += 2 * LANES) {
            LongVector m = LongVector.fromArray(SPECIES, w, at);
            LongVector m2 = LongVector.fromArray(SPECIES, w, at + WIDTH);
            LongVector n = LongVector.fromArray(SPECIES, w, at + LANES);
            LongVector n2 = LongVector.fromArray(SPECIES, w, at + LANES + WIDTH);
            h = h.add(m).add(K[t]);
            h2 = h2.add(m2).add(K[t]);
            LongVector choice = f.lanewise(VectorOperators.XOR, g).and(e).lanewise(VectorOperators.XOR, g);
            LongVector choice2 = f2.lanewise(VectorOperators.XOR, g2).and(e2).lanewise(VectorOperators.XOR, g2);
            LongVector sum = e.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 41));
            LongVector sum2 = e2.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, e2.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, e2.lanewise(VectorOperators.ROR, 41));
            h = h.add(choice).add(sum);
            h2 = h2.add(choice2).add(sum2);
            d = d.add(h);
            d2 = d2.add(h2);
            choice = a.and(b).or(a.or(b).and(c));
            choice2 = a2.and(b2).or(a2.or(b2).and(c2));
            sum = a.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 39));
            sum2 = a2.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, a2.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, a2.lanewise(VectorOperators.ROR, 39));
            h = h.add(choice).add(sum);
            h2 = h2.add(choice2).add(sum2);
            g = g.add(n).add(K[t + 1]);
            g2 = g2.add(n2).add(K[t + 1]);
            choice = e.lanewise(VectorOperators.XOR, f).and(d).lanewise(VectorOperators.XOR, f);
            choice2 = e2.lanewise(VectorOperators.XOR, f2).and(d2).lanewise(VectorOperators.XOR, f2);
            sum = d.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 41));
            sum2 = d2.lanewise(VectorOperators.ROR, 14)
                    .lanewise(VectorOperators.XOR, d2.lanewise(VectorOperators.ROR, 18))
                    .lanewise(VectorOperators.XOR, d2.lanewise(VectorOperators.ROR, 41));
            g = g.add(choice).add(sum);
            g2 = g2.add(choice2).add(sum2);
            c = c.add(g);
            c2 = c2.add(g2);
            choice = h.and(a).or(h.or(a).and(b));
            choice2 = h2.and(a2).or(h2.or(a2).and(b2));
            sum = h.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 39));
            sum2 = h2.lanewise(VectorOperators.ROR, 28)
                    .lanewise(VectorOperators.XOR, h2.lanewise(VectorOperators.ROR, 34))
                    .lanewise(VectorOperators.XOR, h2.lanewise(VectorOperators.ROR, 39));
            g = g.add(choice).add(sum);
            g2 = g2.add(choice2).add(sum2);
            m = a;
            a = g;
            g = e;
            e = c;
            c = m;
            m = b;
            b = h;
            h = f;
            f = d;
            d = m;
            m2 = a2;
            a2 = g2;
            g2 = e2;
            e2 = c2;
            c2 = m2;
            m2 = b2;
            b2 = h2;
            h2 = f2;
            f2 = d2;
            d2 = m2;
        }
        a.add(LongVector.fromArray(SPECIES, from, 0)).intoArray(to, 0);
        a2.add(LongVector.fromArray(SPECIES, from, WIDTH)).intoArray(to, WIDTH);
        b.add(LongVector.fromArray(SPECIES, from, LANES)).intoArray(to, LANES);
        b2.add(LongVector.fromArray(SPECIES, from, LANES + WIDTH)).intoArray(to, LANES + WIDTH);
        c.add(LongVector.fromArray(SPECIES, from, 2 * LANES)).intoArray(to, 2 * LANES);
        c2.add(LongVector.fromArray(SPECIES, from, 2 * LANES + WIDTH)).intoArray(to, 2 * LANES + WIDTH);
        d.add(LongVector.fromArray(SPECIES, from, 3 * LANES)).intoArray(to, 3 * LANES);
        d2.add(LongVector.fromArray(SPECIES, from, 3 * LANES + WIDTH)).intoArray(to, 3 * LANES + WIDTH);
        e.add(LongVector.fromArray(SPECIES, from, 4 * LANES)).intoArray(to, 4 * LANES);
        e2.add(LongVector.fromArray(SPECIES, from, 4 * LANES + WIDTH)).intoArray(to, 4 * LANES + WIDTH);
        f.add(LongVector.fromArray(SPECIES, from, 5 * LANES)).intoArray(to, 5 * LANES);
        f2.add(LongVector.fromArray(SPECIES, from, 5 * LANES + WIDTH)).intoArray(to, 5 * LANES + WIDTH);
        g.add(LongVector.fromArray(SPECIES, from, 6 * LANES)).intoArray(to, 6 * LANES);
        g2.add(LongVector.fromArray(SPECIES, from, 6 * LANES + WIDTH)).intoArray(to, 6 * LANES + WIDTH);
        h.add(LongVector.fromArray(SPECIES, from, 7 * LANES)).intoArray(to, 7 * LANES);
        h2.add(LongVector.fromArray(SPECIES, from, 7 * LANES + WIDTH)).intoArray(to, 7 * LANES + WIDTH);
    }
}
