package dev.watchword.hash.rabbitmq;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of salt and password. */
final class RabbitmqKernel implements HashKernel {

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        RabbitmqSettings settings = (RabbitmqSettings) pairs.settings();
        int length = settings.digestBytes();
        try {
            MessageDigest digest = MessageDigest.getInstance(settings.digest());
            for (int i = 0; i < pairs.size(); i++) {
                digest.update(pairs.salt(i));
                digest.update(
                        pairs.words().bytes(),
                        pairs.words().offset(i),
                        pairs.words().length(i));
                digest.digest(digests, i * length, length);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + settings.digest(), e);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for the digests", e);
        }
    }
}
