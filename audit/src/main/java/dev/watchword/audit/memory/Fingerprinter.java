package dev.watchword.audit.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes fingerprints with HMAC-SHA256 under the second half of a memory's key. Belongs to one thread. */
public final class Fingerprinter {

    private final Mac mac;

    Fingerprinter(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, key.length / 2, key.length / 2, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }

    /**
     * The fingerprint of a list of parts for one purpose. Parts are length-prefixed, so that no two lists run into the
     * same bytes.
     */
    public Fingerprint of(String purpose, byte[]... parts) {
        part(purpose.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            part(part);
        }
        byte[] digest = mac.doFinal();
        ByteBuffer cut = ByteBuffer.wrap(digest);
        Fingerprint fingerprint = new Fingerprint(cut.getLong(), cut.getLong());
        Arrays.fill(digest, (byte) 0);
        return fingerprint;
    }

    /** The group of a password: equal on all findings that have it, under one memory's key. */
    public Fingerprint group(byte[] password) {
        return of("group", password);
    }

    private void part(byte[] bytes) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
