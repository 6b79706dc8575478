package dev.watchword.agent.words;

import dev.watchword.agent.machine.Disk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** One file of the agent's disk that is sealed with AES-256-GCM (NIST SP 800-38D), bound to its name. */
final class SealedFile {

    private static final int NONCE_BYTES = 12;
    private static final int LONGEST = 16 << 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Disk disk;
    private final String name;
    private final byte[] key;

    SealedFile(Disk disk, String name, byte[] key) {
        this.disk = disk;
        this.name = name;
        this.key = key.clone();
    }

    /** The content; empty when there is none, or it cannot be opened with this key. */
    Optional<byte[]> read() throws IOException {
        Optional<byte[]> sealed = disk.read(name);
        if (sealed.isEmpty() || sealed.get().length < NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] file = sealed.get();
        try {
            byte[] nonce = Arrays.copyOf(file, NONCE_BYTES);
            byte[] packed = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(file, NONCE_BYTES, file.length - NONCE_BYTES);
            try (InflaterInputStream content = new InflaterInputStream(new ByteArrayInputStream(packed))) {
                return Optional.of(content.readNBytes(LONGEST));
            }
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    void write(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(content);
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

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
