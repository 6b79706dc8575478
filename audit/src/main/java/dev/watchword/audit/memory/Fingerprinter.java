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
    private byte[] message = new byte[512];
    private int length;

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
        Parts all = begin(purpose);
        for (byte[] part : parts) {
            all.add(part);
        }
        return all.end();
    }

    /** The group of a password: equal on all findings that have it, under one memory's key. */
    public Fingerprint group(byte[] password) {
        return of("group", password);
    }

    /** Begins a fingerprint whose parts come one after the other. One at a time. */
    public Parts begin(String purpose) {
        length = 0;
        Parts parts = new Parts();
        parts.add(purpose);
        return parts;
    }

    /** The parts of one fingerprint. */
    public final class Parts {

        private Parts() {}

        /** Adds a part. */
        public void add(byte[] part) {
            add(part, 0, part.length);
        }

        /** Adds a text as UTF-8. */
        public void add(String text) {
            add(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds {@code count} bytes from {@code offset} as a part. */
        public void add(byte[] source, int offset, int count) {
            if (message.length - length < Integer.BYTES + count) {
                pass();
            }
            ByteBuffer.wrap(message).putInt(length, count);
            length += Integer.BYTES;
            if (message.length - length < count) {
                pass();
                mac.update(source, offset, count);
                return;
            }
            System.arraycopy(source, offset, message, length, count);
            length += count;
        }

        /** Ends it. */
        public Fingerprint end() {
            pass();
            byte[] digest = mac.doFinal();
            ByteBuffer cut = ByteBuffer.wrap(digest);
            Fingerprint fingerprint = new Fingerprint(cut.getLong(), cut.getLong());
            Arrays.fill(digest, (byte) 0);
            return fingerprint;
        }

        /** Gives what was gathered to the MAC: a call of it for each part would cost as much as the digest. */
        private void pass() {
            mac.update(message, 0, length);
            Arrays.fill(message, 0, length, (byte) 0);
            length = 0;
        }
    }
}
