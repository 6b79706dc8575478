package dev.watchword.agent.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that the agents of a fleet share and their server does not have: with it the marks of equal passwords are equal on all machines.
 * Without it each machine marks with a key of its own.
 */
public final class FleetKey {

    /** The fewest bytes of a secret. */
    public static final int LEAST = 32;

    private static final String PURPOSE = "watchword/mark/v1";
    private static final int HALF = 32;

    private FleetKey() {}

    /**
     * Makes the key of a memory that does not exist yet.
     *
     * @param memory the memory's file
     * @param secret the fleet's, at least {@link #LEAST} bytes
     * @throws IOException when there is a memory already, whose marks would change
     */
    public static void install(Path memory, byte[] secret) throws IOException {
        if (secret.length < LEAST) {
            throw new IOException("a fleet key has at least " + LEAST + " bytes");
        }
        Path file = memory.resolveSibling(memory.getFileName() + ".key");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "this machine has a memory with another key; remove " + memory + " and " + file + " first");
        }
        byte[] key = new byte[2 * HALF];
        new SecureRandom().nextBytes(key);
        System.arraycopy(derived(secret), 0, key, HALF, HALF);
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] derived(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }
}
