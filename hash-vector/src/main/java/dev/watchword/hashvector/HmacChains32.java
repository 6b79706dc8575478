package dev.watchword.hashvector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Chains of HMACs over SHA-1 or SHA-256. */
final class HmacChains32 implements HmacChains {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    private final Lanes32 function;
    private final int[] start;
    private final int[] inner;
    private final int[] outer;
    private final int[] sum;
    private final int[] innerKeys;
    private final int[] outerKeys;
    private final int[] schedule;

    HmacChains32(Lanes32 function) {
        this.function = function;
        this.start = function.start();
        this.inner = new int[start.length];
        this.outer = new int[start.length];
        this.sum = new int[start.length];
        this.innerKeys = new int[function.schedule()];
        this.outerKeys = new int[function.schedule()];
        this.schedule = new int[function.schedule()];
    }

    @Override
    public int lanes() {
        return function.lanes();
    }

    @Override
    public int digestBytes() {
        return function.stateWords() * Integer.BYTES;
    }

    @Override
    public int blockBytes() {
        return Lanes32.BLOCK_BYTES;
    }

    @Override
    public void put(int lane, byte[] innerKey, byte[] outerKey, byte[] first) {
        putWords(innerKey, Lanes32.BLOCK_WORDS, innerKeys, lane);
        putWords(outerKey, Lanes32.BLOCK_WORDS, outerKeys, lane);
        putWords(first, function.stateWords(), schedule, lane);
        putWords(first, function.stateWords(), sum, lane);
    }

    private void putWords(byte[] bytes, int words, int[] to, int lane) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < words; i++) {
            to[i * function.lanes() + lane] = buffer.getInt();
        }
    }

    @Override
    public void extend(int links) {
        function.compress(start, inner, innerKeys);
        function.compress(start, outer, outerKeys);
        pad();
        for (int i = 0; i < links; i++) {
            // a link lies where the next block has it
            function.compress(inner, schedule, schedule);
            function.compress(outer, schedule, schedule);
            for (int at = 0; at < sum.length; at += SPECIES.length()) {
                IntVector.fromArray(SPECIES, sum, at)
                        .lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, schedule, at))
                        .intoArray(sum, at);
            }
        }
    }

    /** What stands behind the link in both blocks: both digest a block, the key, before it. */
    private void pad() {
        Arrays.fill(schedule, sum.length, Lanes32.BLOCK_WORDS * function.lanes(), 0);
        for (int lane = 0; lane < function.lanes(); lane++) {
            schedule[function.stateWords() * function.lanes() + lane] = Integer.MIN_VALUE;
            schedule[(Lanes32.BLOCK_WORDS - 1) * function.lanes() + lane] =
                    (Lanes32.BLOCK_BYTES + digestBytes()) * Byte.SIZE;
        }
    }

    @Override
    public void take(int lane, byte[] sums, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(sums, offset, digestBytes());
        for (int i = 0; i < function.stateWords(); i++) {
            bytes.putInt(sum[i * function.lanes() + lane]);
        }
    }

    @Override
    public void wipe() {
        for (int[] words : new int[][] {inner, outer, sum, innerKeys, outerKeys, schedule}) {
            Arrays.fill(words, 0);
        }
    }
}
