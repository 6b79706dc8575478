package dev.watchword.hash.descrypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.util.Arrays;

/**
 * Traditional DES crypt of each eight bytes. The first two chars printed of a segment are the salt of the next, so
 * segments are computed one after the other. A password of another number of segments has no blocks to compare: only
 * that number is written.
 */
final class BigcryptKernel implements HashKernel {

    private final SaltedDes des = new SaltedDes();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        BigcryptSettings settings = (BigcryptSettings) pairs.settings();
        int length = settings.digestBytes();
        for (int i = 0; i < pairs.size(); i++) {
            int segments = segments(pairs.words().length(i));
            Arrays.fill(digests, i * length, (i + 1) * length, (byte) 0);
            digests[i * length] = (byte) segments;
            if (segments == settings.segments()) {
                encrypt(pairs, i, digests, i * length + 1);
            }
        }
        des.wipe();
    }

    /** No password at all is one segment too. */
    private static int segments(int bytes) {
        return Math.clamp(Math.ceilDiv(bytes, SaltedDes.KEY_BYTES), 1, BigcryptSettings.MOST_SEGMENTS);
    }

    private void encrypt(Pairs pairs, int pair, byte[] digests, int offset) {
        int saltBits = SaltedDes.saltBits(pairs.salt(pair));
        int length = pairs.words().length(pair);
        for (int segment = 0; segment < segments(length); segment++) {
            int at = segment * SaltedDes.KEY_BYTES;
            des.key(pairs.words().bytes(), pairs.words().offset(pair) + at, length - at);
            long block = des.encrypt(0, DescryptKernel.ENCRYPTIONS, saltBits);
            DescryptKernel.LONG.set(digests, offset + segment * DescryptSettings.BLOCK_BYTES, block);
            saltBits = (int) (block >>> 58) | (int) (block >>> 52 & 63) << 6;
        }
    }
}
