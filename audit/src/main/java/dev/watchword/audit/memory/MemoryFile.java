package dev.watchword.audit.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The memory on disk: the file itself sealed with AES-256-GCM, its key beside it in {@code FILE.key}, both readable by
 * their owner alone, and {@code FILE.lock}, which keeps a second scan from writing over the first. A file that cannot be
 * opened with the key begins anew; the old one is replaced at the next save.
 */
public final class MemoryFile implements AutoCloseable {

    private static final byte[] MAGIC = "watchword memory 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    /** Thirty-two to seal the file, then as many for the fingerprints. */
    private static final int KEY_BYTES = 64;

    private static final long LONGEST = 1L << 30;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel lock;

    private MemoryFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes hold of the file, which need not exist yet. The caller closes it after the last save.
     *
     * @throws IOException when another scan holds it, or its folder cannot be written
     */
    public static MemoryFile open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
        FileChannel channel = FileChannel.open(
                sibling(absolute, ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OWNER_ONLY);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return new MemoryFile(absolute, channel);
            }
        } catch (OverlappingFileLockException e) {
            // another scan of this process holds it: told below
        }
        channel.close();
        throw new IOException("another scan is using the memory " + path);
    }

    /** Reads the memory, or begins a new one and says why. */
    public Memory load() throws IOException {
        List<String> remarks = new ArrayList<>();
        Path keyFile = sibling(path, ".key");
        Optional<byte[]> sealed = ours(path, LONGEST, MemoryFile::beginsLikeAMemory, remarks);
        Optional<byte[]> known = ours(keyFile, KEY_BYTES, key -> key.length == KEY_BYTES, remarks);
        byte[] key = known.isPresent() ? known.get() : createKey(keyFile);
        if (sealed.isEmpty()) {
            return begin(key, remarks);
        }
        if (known.isEmpty()) {
            remarks.add("the key of the memory was lost: it begins anew");
            return begin(key, remarks);
        }
        try {
            MemoryCodec.Content content = MemoryCodec.decode(opened(key, sealed.get()));
            return new Memory(key, content.entries(), content.ledger(), Optional.of(this), remarks);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            remarks.add("the memory could not be opened with its key: it begins anew");
            return begin(key, remarks);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    void write(byte[] key, Map<Fingerprint, Remembered> entries, WordLedger ledger) throws IOException {
        byte[] plain = MemoryCodec.encode(entries, ledger);
        replace(path, sealed(key, plain));
        Arrays.fill(plain, (byte) 0);
    }

    private Memory begin(byte[] key, List<String> remarks) {
        return new Memory(key, new HashMap<>(), new WordLedger(), Optional.of(this), remarks);
    }

    private static byte[] createKey(Path keyFile) throws IOException {
        byte[] key = newKey();
        replace(keyFile, key);
        return key;
    }

    /**
     * The bytes of a file of ours; a wider mode is narrowed and said. Anything else in its place is refused and left as it
     * is: a link, a folder, somebody's other file.
     */
    private static Optional<byte[]> ours(Path file, long most, Predicate<byte[]> looksLikeIt, List<String> remarks)
            throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file");
        }
        if (Files.size(file) > most) {
            throw new IOException(file + " is larger than any memory");
        }
        byte[] content = Files.readAllBytes(file);
        if (!looksLikeIt.test(content)) {
            throw new IOException(file + " is something else than Watchword's memory; remove it or name another place");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.value().containsAll(mode)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY.value());
            remarks.add(file + " could be read by others; its mode was narrowed");
        }
        return Optional.of(content);
    }

    private static boolean beginsLikeAMemory(byte[] file) {
        return file.length >= MAGIC.length && Arrays.mismatch(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length) < 0;
    }

    /** Whole or not at all: a crash leaves the old file or the new one. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", OWNER_ONLY);
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }

    private static byte[] sealed(byte[] key, byte[] plain) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain);
            return ByteBuffer.allocate(MAGIC.length + nonce.length + secret.length)
                    .put(MAGIC)
                    .put(nonce)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("the memory could not be sealed", e);
        }
    }

    private static byte[] opened(byte[] key, byte[] file) throws GeneralSecurityException, IOException {
        int start = MAGIC.length + NONCE_BYTES;
        if (file.length < start) {
            throw new IOException("the memory is cut");
        }
        byte[] nonce = Arrays.copyOfRange(file, MAGIC.length, start);
        return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(file, start, file.length - start);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, 0, KEY_BYTES / 2, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(MAGIC);
        return cipher;
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
