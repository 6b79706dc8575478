package dev.watchword.hash.yescrypt;

import dev.watchword.hash.scrypt.Salsa20;

/**
 * yescrypt's block mixing of one hash: pwxform with 6 rounds over 4 lanes of 2 words, looked up in and written to three
 * S-boxes, and Salsa20/2 at the end of each slot.
 *
 * <p>Speed is why it looks as it does. The S-boxes are copied into arrays of a length that the compiler sees, so that no
 * index is checked; one call therefore walks many slots. The rounds stand unrolled, which leaves the loop over a slot's
 * blocks the innermost one, whose own checks the compiler lifts out. Lanes do not meet within a block, so they are taken
 * two by two through all rounds: enough to overlap, few enough for the registers.
 */
final class Pwxform implements BlockMixer {

    private static final int BOX_LONGS = SubstitutionBoxes.LONGS;

    /** Even places of an S-box: each entry is two longs. */
    private static final int ENTRY = BOX_LONGS - 2;

    /** Longs that one block of pwxform writes: four rounds of eight. */
    private static final int WRITTEN_A_BLOCK = 32;

    private static final int NEXT = BOX_LONGS - WRITTEN_A_BLOCK;

    @Override
    public int hashes() {
        return 1;
    }

    @Override
    public void walk(long[][] memories, SubstitutionBoxes[] boxes, Walk walk) {
        walk(memories[0], boxes[0], walk);
    }

    private static void walk(long[] m, SubstitutionBoxes boxes, Walk walk) {
        long[] s0 = new long[BOX_LONGS];
        long[] s1 = new long[BOX_LONGS];
        long[] s2 = new long[BOX_LONGS];
        System.arraycopy(boxes.box(0), 0, s0, 0, BOX_LONGS);
        System.arraycopy(boxes.box(1), 0, s1, 0, BOX_LONGS);
        System.arraycopy(boxes.box(2), 0, s2, 0, BOX_LONGS);
        int w = boxes.written() & NEXT;
        int slot = walk.slotLongs();
        int in = walk.from();
        boolean rewrites = walk.rewrites();

        for (int step = 0; step < walk.steps(); step++) {
            int added = walk.added(step, (int) m[in + slot - Salsa20.LONGS]);
            int out = in + walk.advance();
            int last = slot - Salsa20.LONGS;
            long x0 = m[in + last] ^ m[added + last];
            long x1 = m[in + last + 1] ^ m[added + last + 1];
            long x2 = m[in + last + 2] ^ m[added + last + 2];
            long x3 = m[in + last + 3] ^ m[added + last + 3];
            long x4 = m[in + last + 4] ^ m[added + last + 4];
            long x5 = m[in + last + 5] ^ m[added + last + 5];
            long x6 = m[in + last + 6] ^ m[added + last + 6];
            long x7 = m[in + last + 7] ^ m[added + last + 7];
            for (int k = 0; k < slot; k += Salsa20.LONGS) {
                int p = in + k;
                int q = added + k;
                if (rewrites) {
                    m[q] ^= m[p];
                    m[q + 1] ^= m[p + 1];
                    m[q + 2] ^= m[p + 2];
                    m[q + 3] ^= m[p + 3];
                    m[q + 4] ^= m[p + 4];
                    m[q + 5] ^= m[p + 5];
                    m[q + 6] ^= m[p + 6];
                    m[q + 7] ^= m[p + 7];
                    x0 ^= m[q];
                    x1 ^= m[q + 1];
                    x2 ^= m[q + 2];
                    x3 ^= m[q + 3];
                    x4 ^= m[q + 4];
                    x5 ^= m[q + 5];
                    x6 ^= m[q + 6];
                    x7 ^= m[q + 7];
                }
                if (!rewrites) {
                    x0 ^= m[p] ^ m[q];
                    x1 ^= m[p + 1] ^ m[q + 1];
                    x2 ^= m[p + 2] ^ m[q + 2];
                    x3 ^= m[p + 3] ^ m[q + 3];
                    x4 ^= m[p + 4] ^ m[q + 4];
                    x5 ^= m[p + 5] ^ m[q + 5];
                    x6 ^= m[p + 6] ^ m[q + 6];
                    x7 ^= m[p + 7] ^ m[q + 7];
                }
                int i0, j0, i1, j1, i2, j2, i3, j3;
                // Lanes 0 and 1.
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                s2[w] = x0;
                s2[w + 1] = x1;
                s2[w + 2] = x2;
                s2[w + 3] = x3;
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                s2[w + 8] = x0;
                s2[w + 9] = x1;
                s2[w + 10] = x2;
                s2[w + 11] = x3;
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                s2[w + 16] = x0;
                s2[w + 17] = x1;
                s2[w + 18] = x2;
                s2[w + 19] = x3;
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                s2[w + 24] = x0;
                s2[w + 25] = x1;
                s2[w + 26] = x2;
                s2[w + 27] = x3;
                i0 = low(x0);
                j0 = high(x0);
                i1 = low(x2);
                j1 = high(x2);
                x0 = (product(x0) + s0[i0]) ^ s1[j0];
                x1 = (product(x1) + s0[i0 + 1]) ^ s1[j0 + 1];
                x2 = (product(x2) + s0[i1]) ^ s1[j1];
                x3 = (product(x3) + s0[i1 + 1]) ^ s1[j1 + 1];
                // Lanes 2 and 3.
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                s2[w + 4] = x4;
                s2[w + 5] = x5;
                s2[w + 6] = x6;
                s2[w + 7] = x7;
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                s2[w + 12] = x4;
                s2[w + 13] = x5;
                s2[w + 14] = x6;
                s2[w + 15] = x7;
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                s2[w + 20] = x4;
                s2[w + 21] = x5;
                s2[w + 22] = x6;
                s2[w + 23] = x7;
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                s2[w + 28] = x4;
                s2[w + 29] = x5;
                s2[w + 30] = x6;
                s2[w + 31] = x7;
                i2 = low(x4);
                j2 = high(x4);
                i3 = low(x6);
                j3 = high(x6);
                x4 = (product(x4) + s0[i2]) ^ s1[j2];
                x5 = (product(x5) + s0[i2 + 1]) ^ s1[j2 + 1];
                x6 = (product(x6) + s0[i3]) ^ s1[j3];
                x7 = (product(x7) + s0[i3 + 1]) ^ s1[j3 + 1];
                w = w + WRITTEN_A_BLOCK & NEXT;
                long[] filled = s2;
                s2 = s1;
                s1 = s0;
                s0 = filled;
                int o = out + k;
                m[o] = x0;
                m[o + 1] = x1;
                m[o + 2] = x2;
                m[o + 3] = x3;
                m[o + 4] = x4;
                m[o + 5] = x5;
                m[o + 6] = x6;
                m[o + 7] = x7;
            }
            Salsa20.core(m, out + last, 2);
            in = out;
        }
        boxes.replace(s0, s1, s2, w);
    }

    /** The entry that the low half of a word chooses. */
    private static int low(long x) {
        return (int) x >>> 3 & ENTRY;
    }

    /** The entry that the high half of a word chooses. */
    private static int high(long x) {
        return (int) (x >>> 35) & ENTRY;
    }

    /** The halves multiplied. */
    private static long product(long x) {
        return (x >>> 32) * (x & 0xffffffffL);
    }
}
