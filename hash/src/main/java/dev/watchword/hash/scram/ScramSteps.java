package dev.watchword.hash.scram;

import dev.watchword.hash.pbkdf2.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What SCRAM does to a password before and after PBKDF2 (RFC 5802, section 3). Belongs to one thread. */
public final class ScramSteps {

    private static final byte[] CLIENT_KEY = "Client Key".getBytes(StandardCharsets.US_ASCII);

    private final ScramSettings settings;
    private final MessageDigest digest;
    private final Hmac hmac;
    private final byte[] key;

    public ScramSteps(ScramSettings settings) {
        this.settings = settings;
        this.digest = newDigest(settings.digest());
        this.hmac = Hmac.over(settings.digest());
        this.key = new byte[settings.digestBytes()];
    }

    /** The password as PBKDF2 takes it, in a new array that the caller wipes. */
    public byte[] prepared(byte[] word) {
        if (settings.mongodbUser().isEmpty()) {
            return Prepared.of(word);
        }
        MessageDigest md5 = newDigest("MD5");
        md5.update(settings.mongodbUser().get().getBytes(StandardCharsets.UTF_8));
        md5.update(":mongo:".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(md5.digest(word)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Replaces what PBKDF2 made by the stored key: the digest of the client key, which is an HMAC under it. */
    public void store(byte[] salted, int offset) {
        hmac.key(salted, offset, key.length).update(CLIENT_KEY).finish(key, 0);
        System.arraycopy(digest.digest(key), 0, salted, offset, key.length);
    }

    /** Forgets the last password. */
    public void wipe() {
        Arrays.fill(key, (byte) 0);
        hmac.wipe();
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
