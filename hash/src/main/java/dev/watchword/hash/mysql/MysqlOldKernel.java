package dev.watchword.hash.mysql;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Two sums over the bytes of a password, mixed into each other. */
final class MysqlOldKernel implements HashKernel {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int THIRTY_ONE_BITS = 0x7fff_ffff;
    private static final int FIRST_START = 0x5030_5735;
    private static final int SECOND_START = 0x1234_5671;
    private static final int ADDEND_START = 7;

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        Candidates words = pairs.words();
        for (int i = 0; i < pairs.size(); i++) {
            int first = FIRST_START;
            int second = SECOND_START;
            int addend = ADDEND_START;
            int end = words.offset(i) + words.length(i);
            for (int at = words.offset(i); at < end; at++) {
                int b = words.bytes()[at] & 0xff;
                if (b == ' ' || b == '\t') {
                    continue;
                }
                // The server's numbers may be wider than 32 bits, but no higher bit ever comes down.
                first ^= ((first & 63) + addend) * b + (first << 8);
                second += (second << 8) ^ first;
                addend += b;
            }
            INT.set(digests, i * MysqlOldSettings.DIGEST_BYTES, first & THIRTY_ONE_BITS);
            INT.set(digests, i * MysqlOldSettings.DIGEST_BYTES + 4, second & THIRTY_ONE_BITS);
        }
    }
}
