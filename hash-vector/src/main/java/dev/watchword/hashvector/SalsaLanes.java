package dev.watchword.hashvector;

import dev.watchword.hash.scrypt.Salsa20;
import dev.watchword.hash.scrypt.SlotMixer;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * scrypt's BlockMix over Salsa20/8 of two hashes, each quarter of a block in a vector of four words: the words stand in memory
 * so that columns are added as they are, and rows after three turns. The steps of one hash wait for each other, so two go
 * side by side; three gain little more and take half as much memory again.
 */
final class SalsaLanes implements SlotMixer {

    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_128;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_128;

    private static final VectorShuffle<Integer> BY_ONE = VectorShuffle.fromValues(INTS, 1, 2, 3, 0);
    private static final VectorShuffle<Integer> BY_TWO = VectorShuffle.fromValues(INTS, 2, 3, 0, 1);
    private static final VectorShuffle<Integer> BY_THREE = VectorShuffle.fromValues(INTS, 3, 0, 1, 2);

    private static final int ROUNDS = 8;

    /** What is added where there is nothing to add. */
    private long[] zeros = {};

    @Override
    public int hashes() {
        return 2;
    }

    @Override
    public void mix(long[][] memories, int in, int out, int r) {
        int slot = 2 * r * Salsa20.LONGS;
        if (zeros.length < slot) {
            zeros = new long[slot];
        }
        mix(memories[0], memories[1], in, zeros, 0, zeros, 0, out, slot);
    }

    @Override
    public void mixSum(long[][] memories, int in, int[] added, int out, int r) {
        long[] m = memories[0];
        long[] n = memories[1];
        mix(m, n, in, m, added[0], n, added[1], out, 2 * r * Salsa20.LONGS);
    }

    /**
     * Mixes one slot of both.
     *
     * @param with what is added to the first, from {@code p} on
     * @param with2 what is added to the second, from {@code q} on
     */
    private static void mix(long[] m, long[] n, int in, long[] with, int p, long[] with2, int q, int out, int slot) {
        int last = slot - Salsa20.LONGS;
        IntVector a = LongVector.fromArray(LONGS, m, in + last + 0)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + last + 0))
                .reinterpretAsInts();
        IntVector b = LongVector.fromArray(LONGS, m, in + last + 2)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + last + 2))
                .reinterpretAsInts();
        IntVector c = LongVector.fromArray(LONGS, m, in + last + 4)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + last + 4))
                .reinterpretAsInts();
        IntVector d = LongVector.fromArray(LONGS, m, in + last + 6)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + last + 6))
                .reinterpretAsInts();
        IntVector a2 = LongVector.fromArray(LONGS, n, in + last + 0)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + last + 0))
                .reinterpretAsInts();
        IntVector b2 = LongVector.fromArray(LONGS, n, in + last + 2)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + last + 2))
                .reinterpretAsInts();
        IntVector c2 = LongVector.fromArray(LONGS, n, in + last + 4)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + last + 4))
                .reinterpretAsInts();
        IntVector d2 = LongVector.fromArray(LONGS, n, in + last + 6)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + last + 6))
                .reinterpretAsInts();
        for (int at = 0; at < slot; at += Salsa20.LONGS) {
            a = a.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, m, in + at + 0)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + at + 0))
                            .reinterpretAsInts());
            IntVector aBefore = a;
            b = b.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, m, in + at + 2)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + at + 2))
                            .reinterpretAsInts());
            IntVector bBefore = b;
            c = c.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, m, in + at + 4)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + at + 4))
                            .reinterpretAsInts());
            IntVector cBefore = c;
            d = d.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, m, in + at + 6)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with, p + at + 6))
                            .reinterpretAsInts());
            IntVector dBefore = d;
            a2 = a2.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, n, in + at + 0)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + at + 0))
                            .reinterpretAsInts());
            IntVector a2Before = a2;
            b2 = b2.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, n, in + at + 2)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + at + 2))
                            .reinterpretAsInts());
            IntVector b2Before = b2;
            c2 = c2.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, n, in + at + 4)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + at + 4))
                            .reinterpretAsInts());
            IntVector c2Before = c2;
            d2 = d2.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, n, in + at + 6)
                            .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, with2, q + at + 6))
                            .reinterpretAsInts());
            IntVector d2Before = d2;
            for (int round = 0; round < ROUNDS; round += 2) {
                b = b.lanewise(VectorOperators.XOR, a.add(d).lanewise(VectorOperators.ROL, 7));
                b2 = b2.lanewise(VectorOperators.XOR, a2.add(d2).lanewise(VectorOperators.ROL, 7));
                c = c.lanewise(VectorOperators.XOR, b.add(a).lanewise(VectorOperators.ROL, 9));
                c2 = c2.lanewise(VectorOperators.XOR, b2.add(a2).lanewise(VectorOperators.ROL, 9));
                d = d.lanewise(VectorOperators.XOR, c.add(b).lanewise(VectorOperators.ROL, 13));
                d2 = d2.lanewise(VectorOperators.XOR, c2.add(b2).lanewise(VectorOperators.ROL, 13));
                a = a.lanewise(VectorOperators.XOR, d.add(c).lanewise(VectorOperators.ROL, 18));
                a2 = a2.lanewise(VectorOperators.XOR, d2.add(c2).lanewise(VectorOperators.ROL, 18));
                b = b.rearrange(BY_THREE);
                c = c.rearrange(BY_TWO);
                d = d.rearrange(BY_ONE);
                b2 = b2.rearrange(BY_THREE);
                c2 = c2.rearrange(BY_TWO);
                d2 = d2.rearrange(BY_ONE);
                d = d.lanewise(VectorOperators.XOR, a.add(b).lanewise(VectorOperators.ROL, 7));
                d2 = d2.lanewise(VectorOperators.XOR, a2.add(b2).lanewise(VectorOperators.ROL, 7));
                c = c.lanewise(VectorOperators.XOR, d.add(a).lanewise(VectorOperators.ROL, 9));
                c2 = c2.lanewise(VectorOperators.XOR, d2.add(a2).lanewise(VectorOperators.ROL, 9));
                b = b.lanewise(VectorOperators.XOR, c.add(d).lanewise(VectorOperators.ROL, 13));
                b2 = b2.lanewise(VectorOperators.XOR, c2.add(d2).lanewise(VectorOperators.ROL, 13));
                a = a.lanewise(VectorOperators.XOR, b.add(c).lanewise(VectorOperators.ROL, 18));
                a2 = a2.lanewise(VectorOperators.XOR, b2.add(c2).lanewise(VectorOperators.ROL, 18));
                b = b.rearrange(BY_ONE);
                c = c.rearrange(BY_TWO);
                d = d.rearrange(BY_THREE);
                b2 = b2.rearrange(BY_ONE);
                c2 = c2.rearrange(BY_TWO);
                d2 = d2.rearrange(BY_THREE);
            }
            // even blocks first, then the odd ones
            int block = at / Salsa20.LONGS;
            int to = out + block / 2 * Salsa20.LONGS + (block & 1) * slot / 2;
            a = a.add(aBefore);
            a.reinterpretAsLongs().intoArray(m, to + 0);
            b = b.add(bBefore);
            b.reinterpretAsLongs().intoArray(m, to + 2);
            c = c.add(cBefore);
            c.reinterpretAsLongs().intoArray(m, to + 4);
            d = d.add(dBefore);
            d.reinterpretAsLongs().intoArray(m, to + 6);
            a2 = a2.add(a2Before);
            a2.reinterpretAsLongs().intoArray(n, to + 0);
            b2 = b2.add(b2Before);
            b2.reinterpretAsLongs().intoArray(n, to + 2);
            c2 = c2.add(c2Before);
            c2.reinterpretAsLongs().intoArray(n, to + 4);
            d2 = d2.add(d2Before);
            d2.reinterpretAsLongs().intoArray(n, to + 6);
        }
    }
}
