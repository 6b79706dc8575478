package dev.watchword.hashvector;

import dev.watchword.hash.scrypt.Salsa20;
import dev.watchword.hash.yescrypt.BlockMixer;
import dev.watchword.hash.yescrypt.SubstitutionBoxes;
import dev.watchword.hash.yescrypt.Walk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * yescrypt's block mixing of two hashes, each of the four lanes of a block in a vector of two words.
 *
 * <p>A lane's rounds wait for each other, so two hashes go side by side. What makes it fast: the S-boxes are arrays of bytes
 * whose length the compiler sees, and a place is a few bits of a word, of a long as it is, so no index is checked, shifted or
 * extended; the entry is added to a product whose factors the compiler knows to be of 32 bits; it is xored as ints, since the
 * compiler would draw an XOR and the AND behind it together and no longer know that. The four rounds that are written to an
 * S-box are a loop: unrolled, the method would be too long to be compiled soon. A helper method for a round would not be
 * inlined by then.
 */
final class PwxformLanes implements BlockMixer {

    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_128;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;

    private static final int BOX_BYTES = SubstitutionBoxes.LONGS * Long.BYTES;

    /** The bits of a word that are an entry's place in bytes. */
    private static final long ENTRY = BOX_BYTES - 16;

    private static final long LOW_HALF = 0xffffffffL;

    /** Bytes that one round of a block writes. */
    private static final int ROUND_BYTES = Salsa20.LONGS * Long.BYTES;

    private static final int BLOCK_BYTES = 4 * ROUND_BYTES;
    private static final int NEXT = BOX_BYTES - BLOCK_BYTES;

    @Override
    public int hashes() {
        return 2;
    }

    @Override
    public void walk(long[][] memories, SubstitutionBoxes[] boxes, Walk walk) {
        byte[] s0 = new byte[BOX_BYTES];
        byte[] s1 = new byte[BOX_BYTES];
        byte[] s2 = new byte[BOX_BYTES];
        byte[] t0 = new byte[BOX_BYTES];
        byte[] t1 = new byte[BOX_BYTES];
        byte[] t2 = new byte[BOX_BYTES];
        copy(boxes[0], s0, s1, s2);
        copy(boxes[1], t0, t1, t2);
        long[] m = memories[0];
        long[] n = memories[1];
        int written = boxes[0].written() * Long.BYTES & NEXT;
        int slot = walk.slotLongs();
        int last = slot - Salsa20.LONGS;
        int in = walk.from();
        boolean rewrites = walk.rewrites();
        long xi;
        long yi;

        for (int step = 0; step < walk.steps(); step++) {
            int p = walk.added(step, (int) m[in + last]);
            int q = walk.added(step, (int) n[in + last]);
            int out = in + walk.advance();
            LongVector x0 = LongVector.fromArray(LONGS, m, in + last + 0)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + last + 0));
            LongVector x1 = LongVector.fromArray(LONGS, m, in + last + 2)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + last + 2));
            LongVector x2 = LongVector.fromArray(LONGS, m, in + last + 4)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + last + 4));
            LongVector x3 = LongVector.fromArray(LONGS, m, in + last + 6)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + last + 6));
            LongVector y0 = LongVector.fromArray(LONGS, n, in + last + 0)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + last + 0));
            LongVector y1 = LongVector.fromArray(LONGS, n, in + last + 2)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + last + 2));
            LongVector y2 = LongVector.fromArray(LONGS, n, in + last + 4)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + last + 4));
            LongVector y3 = LongVector.fromArray(LONGS, n, in + last + 6)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + last + 6));
            for (int at = 0; at < slot; at += Salsa20.LONGS) {
                LongVector a0 = LongVector.fromArray(LONGS, m, in + at + 0)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + at + 0));
                LongVector a1 = LongVector.fromArray(LONGS, m, in + at + 2)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + at + 2));
                LongVector a2 = LongVector.fromArray(LONGS, m, in + at + 4)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + at + 4));
                LongVector a3 = LongVector.fromArray(LONGS, m, in + at + 6)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, m, p + at + 6));
                LongVector b0 = LongVector.fromArray(LONGS, n, in + at + 0)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + at + 0));
                LongVector b1 = LongVector.fromArray(LONGS, n, in + at + 2)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + at + 2));
                LongVector b2 = LongVector.fromArray(LONGS, n, in + at + 4)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + at + 4));
                LongVector b3 = LongVector.fromArray(LONGS, n, in + at + 6)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, n, q + at + 6));
                if (rewrites) {
                    a0.intoArray(m, p + at + 0);
                    a1.intoArray(m, p + at + 2);
                    a2.intoArray(m, p + at + 4);
                    a3.intoArray(m, p + at + 6);
                    b0.intoArray(n, q + at + 0);
                    b1.intoArray(n, q + at + 2);
                    b2.intoArray(n, q + at + 4);
                    b3.intoArray(n, q + at + 6);
                }
                x0 = x0.lanewise(VectorOperators.XOR, a0);
                x1 = x1.lanewise(VectorOperators.XOR, a1);
                x2 = x2.lanewise(VectorOperators.XOR, a2);
                x3 = x3.lanewise(VectorOperators.XOR, a3);
                y0 = y0.lanewise(VectorOperators.XOR, b0);
                y1 = y1.lanewise(VectorOperators.XOR, b1);
                y2 = y2.lanewise(VectorOperators.XOR, b2);
                y3 = y3.lanewise(VectorOperators.XOR, b3);
                xi = x0.lane(0);
                x0 = x0.lanewise(VectorOperators.LSHR, 32)
                        .mul(x0.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x1.lane(0);
                x1 = x1.lanewise(VectorOperators.LSHR, 32)
                        .mul(x1.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x2.lane(0);
                x2 = x2.lanewise(VectorOperators.LSHR, 32)
                        .mul(x2.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x3.lane(0);
                x3 = x3.lanewise(VectorOperators.LSHR, 32)
                        .mul(x3.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y0.lane(0);
                y0 = y0.lanewise(VectorOperators.LSHR, 32)
                        .mul(y0.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y1.lane(0);
                y1 = y1.lanewise(VectorOperators.LSHR, 32)
                        .mul(y1.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y2.lane(0);
                y2 = y2.lanewise(VectorOperators.LSHR, 32)
                        .mul(y2.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y3.lane(0);
                y3 = y3.lanewise(VectorOperators.LSHR, 32)
                        .mul(y3.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                for (int to = written; to < written + BLOCK_BYTES; to += ROUND_BYTES) {
                    xi = x0.lane(0);
                    x0 = x0.lanewise(VectorOperators.LSHR, 32)
                            .mul(x0.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    xi = x1.lane(0);
                    x1 = x1.lanewise(VectorOperators.LSHR, 32)
                            .mul(x1.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    xi = x2.lane(0);
                    x2 = x2.lanewise(VectorOperators.LSHR, 32)
                            .mul(x2.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    xi = x3.lane(0);
                    x3 = x3.lanewise(VectorOperators.LSHR, 32)
                            .mul(x3.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    x0.reinterpretAsBytes().intoArray(s2, to + 0);
                    x1.reinterpretAsBytes().intoArray(s2, to + 16);
                    x2.reinterpretAsBytes().intoArray(s2, to + 32);
                    x3.reinterpretAsBytes().intoArray(s2, to + 48);
                    yi = y0.lane(0);
                    y0 = y0.lanewise(VectorOperators.LSHR, 32)
                            .mul(y0.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    yi = y1.lane(0);
                    y1 = y1.lanewise(VectorOperators.LSHR, 32)
                            .mul(y1.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    yi = y2.lane(0);
                    y2 = y2.lanewise(VectorOperators.LSHR, 32)
                            .mul(y2.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    yi = y3.lane(0);
                    y3 = y3.lanewise(VectorOperators.LSHR, 32)
                            .mul(y3.and(LOW_HALF))
                            .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY))
                                    .reinterpretAsLongs())
                            .reinterpretAsInts()
                            .lanewise(
                                    VectorOperators.XOR,
                                    ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                            .reinterpretAsInts())
                            .reinterpretAsLongs();
                    y0.reinterpretAsBytes().intoArray(t2, to + 0);
                    y1.reinterpretAsBytes().intoArray(t2, to + 16);
                    y2.reinterpretAsBytes().intoArray(t2, to + 32);
                    y3.reinterpretAsBytes().intoArray(t2, to + 48);
                }
                xi = x0.lane(0);
                x0 = x0.lanewise(VectorOperators.LSHR, 32)
                        .mul(x0.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x1.lane(0);
                x1 = x1.lanewise(VectorOperators.LSHR, 32)
                        .mul(x1.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x2.lane(0);
                x2 = x2.lanewise(VectorOperators.LSHR, 32)
                        .mul(x2.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                xi = x3.lane(0);
                x3 = x3.lanewise(VectorOperators.LSHR, 32)
                        .mul(x3.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, s0, (int) (xi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, s1, (int) (xi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y0.lane(0);
                y0 = y0.lanewise(VectorOperators.LSHR, 32)
                        .mul(y0.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y1.lane(0);
                y1 = y1.lanewise(VectorOperators.LSHR, 32)
                        .mul(y1.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y2.lane(0);
                y2 = y2.lanewise(VectorOperators.LSHR, 32)
                        .mul(y2.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                yi = y3.lane(0);
                y3 = y3.lanewise(VectorOperators.LSHR, 32)
                        .mul(y3.and(LOW_HALF))
                        .add(ByteVector.fromArray(BYTES, t0, (int) (yi & ENTRY)).reinterpretAsLongs())
                        .reinterpretAsInts()
                        .lanewise(
                                VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, t1, (int) (yi >>> 32 & ENTRY))
                                        .reinterpretAsInts())
                        .reinterpretAsLongs();
                written = written + BLOCK_BYTES & NEXT;
                byte[] filled = s2;
                s2 = s1;
                s1 = s0;
                s0 = filled;
                filled = t2;
                t2 = t1;
                t1 = t0;
                t0 = filled;
                x0.intoArray(m, out + at + 0);
                x1.intoArray(m, out + at + 2);
                x2.intoArray(m, out + at + 4);
                x3.intoArray(m, out + at + 6);
                y0.intoArray(n, out + at + 0);
                y1.intoArray(n, out + at + 2);
                y2.intoArray(n, out + at + 4);
                y3.intoArray(n, out + at + 6);
            }
            Salsa20.core(m, out + last, 2);
            Salsa20.core(n, out + last, 2);
            in = out;
        }
        boxes[0].replace(longs(s0), longs(s1), longs(s2), written / Long.BYTES);
        boxes[1].replace(longs(t0), longs(t1), longs(t2), written / Long.BYTES);
    }

    private static void copy(SubstitutionBoxes boxes, byte[]... to) {
        for (int box = 0; box < SubstitutionBoxes.BOXES; box++) {
            ByteBuffer.wrap(to[box])
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .put(boxes.box(box));
        }
    }

    private static long[] longs(byte[] box) {
        long[] longs = new long[SubstitutionBoxes.LONGS];
        ByteBuffer.wrap(box).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
        return longs;
    }
}
