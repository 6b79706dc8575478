package dev.watchword.hash.descrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;

/**
 * Encrypts a block of zeros with salted DES, as often as asked. The key is the password's first eight bytes; while there
 * are more, the key is encrypted under itself without salt, and the next eight bytes are added to it bit by bit.
 */
final class BsdicryptKernel implements HashKernel {

    private final SaltedDes des = new SaltedDes();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        BsdicryptSettings settings = (BsdicryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            key(pairs.words().bytes(), pairs.words().offset(i), pairs.words().length(i));
            long block = des.encrypt(0, settings.rounds(), SaltedDes.saltBits(pairs.salt(i)));
            DescryptKernel.LONG.set(digests, i * DescryptSettings.BLOCK_BYTES, block);
        }
        des.wipe();
    }

    private void key(byte[] bytes, int offset, int length) {
        long key = block(bytes, offset, length);
        des.key(key);
        for (int at = SaltedDes.KEY_BYTES; at < length; at += SaltedDes.KEY_BYTES) {
            key = des.encrypt(key, 1, 0) ^ block(bytes, offset + at, length - at);
            des.key(key);
        }
    }

    /** Up to eight bytes, seven bits of each in the upper bits of its place. */
    private static long block(byte[] bytes, int offset, int length) {
        long block = 0;
        for (int i = 0; i < Math.min(SaltedDes.KEY_BYTES, length); i++) {
            block |= (bytes[offset + i] & 0x7fL) << (57 - 8 * i);
        }
        return block;
    }
}
