package dev.watchword.hash.scram;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import dev.watchword.hash.pbkdf2.Hmac;
import dev.watchword.hash.pbkdf2.Pbkdf2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SCRAM's stored key: the digest of the client key, which is HMAC under what PBKDF2 makes of the password. */
final class ScramKernel implements HashKernel {

    private static final byte[] CLIENT_KEY = "Client Key".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        ScramSettings settings = (ScramSettings) pairs.settings();
        MessageDigest digest = newDigest(settings.digest());
        Hmac hmac = Hmac.over(settings.digest());
        byte[] key = new byte[settings.digestBytes()];
        for (int i = 0; i < pairs.size(); i++) {
            byte[] word = pairs.words().word(i);
            byte[] prepared = prepared(word, settings);
            byte[] salt = pairs.salt(i);
            hmac.key(prepared);
            Pbkdf2.derive(hmac, salt, salt.length, settings.iterations(), key, 0, key.length);
            hmac.key(key).update(CLIENT_KEY).finish(key, 0);
            System.arraycopy(digest.digest(key), 0, digests, i * key.length, key.length);
            Arrays.fill(word, (byte) 0);
            Arrays.fill(prepared, (byte) 0);
        }
        Arrays.fill(key, (byte) 0);
        hmac.wipe();
    }

    private static byte[] prepared(byte[] word, ScramSettings settings) {
        if (settings.mongodbUser().isEmpty()) {
            return Prepared.of(word);
        }
        MessageDigest md5 = newDigest("MD5");
        md5.update(settings.mongodbUser().get().getBytes(StandardCharsets.UTF_8));
        md5.update(":mongo:".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(md5.digest(word)).getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
