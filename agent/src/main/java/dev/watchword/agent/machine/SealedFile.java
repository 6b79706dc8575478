package dev.watchword.agent.machine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One file of the agent's disk that is packed and then sealed with AES-256-GCM (NIST SP 800-38D), bound to its name. Safe for use by many
 * threads.
 */
public final class SealedFile {

    private static final int NONCE_BYTES = 12;
    private static final int LONGEST = 16 << 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Disk disk;
    private final String name;
    private final byte[] key;

    /** @param key 32 bytes */
    public SealedFile(Disk disk, String name, byte[] key) {
        this.disk = disk;
        this.name = name;
        this.key = key.clone();
    }

    /** Writes a content as a stream. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** The content up to 16 MiB; empty when there is none, or it cannot be opened with this key. */
    public Optional<byte[]> read() throws IOException {
        Optional<InputStream> content = open();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = content.get()) {
            return Optional.of(in.readNBytes(LONGEST));
        }
    }

    /** The content, of any length, once the whole file has proved to be sealed with this key; empty as for {@link #read}. */
    public Optional<InputStream> open() throws IOException {
        Optional<byte[]> sealed = disk.read(name);
        if (sealed.isEmpty() || sealed.get().length < NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] file = sealed.get();
        try {
            byte[] nonce = Arrays.copyOf(file, NONCE_BYTES);
            byte[] packed = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(file, NONCE_BYTES, file.length - NONCE_BYTES);
            return Optional.of(new InflaterInputStream(new ByteArrayInputStream(packed)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    public void write(byte[] content) throws IOException {
        write(out -> out.write(content));
    }

    /**
     * Writes the content whole, in place of the former one.
     *
     * @throws IOException also when it is longer, packed, than a file of the disk may be
     */
    public void write(Content content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(new Bounded(packed))) {
            content.write(out);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(packed.toByteArray());
            disk.write(
                    name,
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IOException("the file " + name + " could not be sealed", e);
        }
    }

    /** Ends a content that does not fit before all of it is in memory. */
    private static final class Bounded extends FilterOutputStream {
        private long count;

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            if (count > LONGEST) {
                throw new IOException("a content that is too long to be sealed");
            }
            out.write(bytes, offset, length);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
