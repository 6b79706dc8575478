package dev.watchword.hashvector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Chains of HMACs over SHA-512. */
final class HmacChains64 implements HmacChains {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private static final int LANES = Sha512Lanes.LANES;
    private static final int STATE_WORDS = 8;
    private static final int DIGEST_BYTES = STATE_WORDS * Long.BYTES;
    private static final int BLOCK_BYTES = Sha512Lanes.BLOCK_WORDS * Long.BYTES;

    private final long[] start = new long[STATE_WORDS * LANES];
    private final long[] inner = new long[STATE_WORDS * LANES];
    private final long[] outer = new long[STATE_WORDS * LANES];
    private final long[] sum = new long[STATE_WORDS * LANES];
    private final long[] innerKeys = new long[Sha512Lanes.SCHEDULE];
    private final long[] outerKeys = new long[Sha512Lanes.SCHEDULE];
    private final long[] schedule = new long[Sha512Lanes.SCHEDULE];

    HmacChains64() {
        long[] words = Sha2Constants.start512();
        for (int i = 0; i < start.length; i++) {
            start[i] = words[i / LANES];
        }
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int digestBytes() {
        return DIGEST_BYTES;
    }

    @Override
    public int blockBytes() {
        return BLOCK_BYTES;
    }

    @Override
    public void put(int lane, byte[] innerKey, byte[] outerKey, byte[] first) {
        putWords(innerKey, Sha512Lanes.BLOCK_WORDS, innerKeys, lane);
        putWords(outerKey, Sha512Lanes.BLOCK_WORDS, outerKeys, lane);
        putWords(first, STATE_WORDS, schedule, lane);
        putWords(first, STATE_WORDS, sum, lane);
    }

    private static void putWords(byte[] bytes, int words, long[] to, int lane) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < words; i++) {
            to[i * LANES + lane] = buffer.getLong();
        }
    }

    @Override
    public void extend(int links) {
        Sha512Lanes.compress(start, inner, innerKeys);
        Sha512Lanes.compress(start, outer, outerKeys);
        pad();
        for (int i = 0; i < links; i++) {
            // a link lies where the next block has it
            Sha512Lanes.compress(inner, schedule, schedule);
            Sha512Lanes.compress(outer, schedule, schedule);
            for (int at = 0; at < sum.length; at += SPECIES.length()) {
                LongVector.fromArray(SPECIES, sum, at)
                        .lanewise(VectorOperators.XOR, LongVector.fromArray(SPECIES, schedule, at))
                        .intoArray(sum, at);
            }
        }
    }

    /** What stands behind the link in both blocks: both digest a block, the key, before it. */
    private void pad() {
        Arrays.fill(schedule, sum.length, Sha512Lanes.BLOCK_WORDS * LANES, 0);
        for (int lane = 0; lane < LANES; lane++) {
            schedule[STATE_WORDS * LANES + lane] = Long.MIN_VALUE;
            schedule[(Sha512Lanes.BLOCK_WORDS - 1) * LANES + lane] = (BLOCK_BYTES + DIGEST_BYTES) * Byte.SIZE;
        }
    }

    @Override
    public void take(int lane, byte[] sums, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(sums, offset, DIGEST_BYTES);
        for (int i = 0; i < STATE_WORDS; i++) {
            bytes.putLong(sum[i * LANES + lane]);
        }
    }

    @Override
    public void wipe() {
        for (long[] words : new long[][] {inner, outer, sum, innerKeys, outerKeys, schedule}) {
            Arrays.fill(words, 0);
        }
    }
}
