package dev.watchword.hash.descrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Encrypts a block of zeros 25 times with salted DES, the password being the key. */
public final class DescryptKernel implements HashKernel {

    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** How often the block is encrypted. */
    public static final int ENCRYPTIONS = 25;

    private final SaltedDes des = new SaltedDes();

    /** The bits that salt chars stand for, the first char's the lowest. */
    public static int saltBits(byte[] salt) {
        return SaltedDes.saltBits(salt);
    }

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        for (int i = 0; i < pairs.size(); i++) {
            des.key(
                    pairs.words().bytes(),
                    pairs.words().offset(i),
                    pairs.words().length(i));
            long block = des.encrypt(0, ENCRYPTIONS, saltBits(pairs.salt(i)));
            LONG.set(digests, i * DescryptSettings.BLOCK_BYTES, block);
        }
        des.wipe();
    }
}
