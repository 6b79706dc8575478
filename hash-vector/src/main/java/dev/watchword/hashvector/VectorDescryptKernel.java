package dev.watchword.hashvector;

import dev.watchword.hash.FastKernel;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.Settings;
import dev.watchword.hash.descrypt.DescryptKernel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * descrypt: the passwords that are tried with one salt fill the lanes. A salt with few of them goes to the scalar kernel. Of
 * all schemes it is the one whose guess costs least beside what surrounds it, so pairs are sorted by their salts in arrays.
 */
final class VectorDescryptKernel implements FastKernel {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int SALTS = 1 << 12;
    private static final int KEY_BYTES = 8;
    private static final int BLOCK_BYTES = 8;

    /** So many scalar guesses cost as much as all lanes. */
    private static final int PAYING = 32;

    private final HashKernel scalar = new DescryptKernel();
    private final DesLanes lanes = new DesLanes();
    private final long[] rows = new long[DesLanes.LANES];
    private final int[] group = new int[DesLanes.LANES];

    /** For each salt the last pair that has it, and for each pair the one before it with the same salt; 1 more than it is. */
    private final int[] last = new int[SALTS];

    private int[] before = new int[0];

    @Override
    public int lanes() {
        return DesLanes.LANES;
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        if (before.length < pairs.size()) {
            before = new int[pairs.size()];
        }
        for (int pair = 0; pair < pairs.size(); pair++) {
            int salt = DescryptKernel.saltBits(pairs.salt(pair));
            before[pair] = last[salt];
            last[salt] = pair + 1;
        }
        Rest rest = new Rest(pairs);
        for (int pair = 0; pair < pairs.size(); pair++) {
            int salt = DescryptKernel.saltBits(pairs.salt(pair));
            int next = last[salt];
            last[salt] = 0;
            while (next != 0) {
                int size = 0;
                for (; next != 0 && size < DesLanes.LANES; next = before[next - 1]) {
                    group[size++] = next - 1;
                }
                if (size < PAYING) {
                    for (int i = 0; i < size; i++) {
                        rest.add(group[i]);
                    }
                } else {
                    digestGroup(pairs, size, salt, digests);
                }
            }
        }
        wipe();
        rest.digest(scalar, digests);
    }

    private void digestGroup(Pairs pairs, int size, int salt, byte[] digests) {
        byte[] words = pairs.words().bytes();
        for (int lane = 0; lane < size; lane++) {
            int offset = pairs.words().offset(group[lane]);
            int length = Math.min(KEY_BYTES, pairs.words().length(group[lane]));
            long key = 0;
            for (int i = 0; i < length; i++) {
                key |= (words[offset + i] & 0x7fL) << (57 - 7 * i);
            }
            rows[lane] = key;
        }
        lanes.encryptZeros(rows, DescryptKernel.ENCRYPTIONS, salt);
        for (int lane = 0; lane < size; lane++) {
            LONG.set(digests, group[lane] * BLOCK_BYTES, rows[lane]);
        }
    }

    @Override
    public double rehearse(Settings settings) {
        Arrays.fill(rows, 0);
        lanes.encryptZeros(rows, DescryptKernel.ENCRYPTIONS, 0);
        return DesLanes.LANES;
    }

    private void wipe() {
        Arrays.fill(rows, 0);
        lanes.wipe();
    }

    @Override
    public void close() {
        scalar.close();
    }
}
