package dev.watchword.hash.md5crypt;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.MessageDigest;

/** md5crypt's 1,000 rounds over the JDK's MD5; nothing is allocated in them. */
public final class Md5cryptKernel implements HashKernel {

    private final Md5cryptStart start = new Md5cryptStart();

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        Md5cryptSettings settings = (Md5cryptSettings) pairs.settings();
        for (int i = 0; i < pairs.size(); i++) {
            start.make(settings, pairs.words(), i, pairs.salt(i));
            for (int round = 0; round < Md5cryptSettings.ROUNDS; round++) {
                turn(round, pairs.salt(i));
            }
            System.arraycopy(start.state(), 0, digests, i * Md5cryptSettings.MD5_BYTES, Md5cryptSettings.MD5_BYTES);
        }
        start.wipe();
    }

    private void turn(int round, byte[] salt) {
        MessageDigest md5 = start.md5();
        boolean odd = (round & 1) != 0;
        update(md5, odd);
        if (round % 3 != 0) {
            md5.update(salt);
        }
        if (round % 7 != 0) {
            update(md5, true);
        }
        update(md5, !odd);
        start.finish();
    }

    private void update(MessageDigest md5, boolean withWord) {
        if (withWord) {
            md5.update(start.word(), 0, start.length());
            return;
        }
        md5.update(start.state());
    }
}
