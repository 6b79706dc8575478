package dev.watchword.audit.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The memory on disk: the file itself sealed with AES-256-GCM, its key beside it in {@code FILE.key}, both readable by
 * their owner alone, and {@code FILE.lock}, which keeps a second scan from writing over the first. A file that cannot be
 * opened with the key begins anew; the old one is replaced at the next save. One of the first version, sealed as a whole, is read and
 * saved as one of the second, sealed in {@link Segments}.
 */
public final class MemoryFile implements AutoCloseable {

    private static final byte[] MAGIC = "watchword memory 2\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] FORMER_MAGIC = "watchword memory 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMER_NONCE_BYTES = 12;

    /** What a file is called by that is not yet whole. */
    private static final String FRESH = ".new";

    private static final String NOT_OPENED = "the memory could not be opened with its key: it begins anew";

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
                sweep(absolute);
                return new MemoryFile(absolute, channel);
            }
        } catch (OverlappingFileLockException e) {
            // another scan of this process holds it: told below
        }
        channel.close();
        throw new IOException("another scan is using the memory " + path);
    }

    /**
     * Removes what a save left that was killed in its middle; nobody else writes this memory while the lock is held. Other memories
     * may lie beside it, whose names begin like its own: theirs are left alone. What cannot be removed waits for the next time.
     */
    private static void sweep(Path file) {
        Pattern ours = Pattern.compile(
                Pattern.quote(file.getFileName().toString()) + "\\.(key\\.)?\\d+" + Pattern.quote(FRESH));
        try (var left = Files.newDirectoryStream(
                file.resolveSibling("").toAbsolutePath(),
                each -> ours.matcher(each.getFileName().toString()).matches()
                        && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // sealed, and in nobody's way
        }
    }

    /** Reads the memory, or begins a new one and says why. */
    public Memory load() throws IOException {
        List<String> remarks = new ArrayList<>();
        Path keyFile = sibling(path, ".key");
        boolean sealed = ours(path, LONGEST, MemoryFile::beginsLikeAMemory, remarks);
        boolean known = ours(keyFile, KEY_BYTES, key -> key.length == KEY_BYTES, remarks);
        byte[] key = known ? Files.readAllBytes(keyFile) : createKey(keyFile);
        if (sealed && !known) {
            remarks.add("the key of the memory was lost: it begins anew");
        }
        return new Memory(sealed && known ? kept(key, remarks) : begin(key, remarks), "");
    }

    private Kept kept(byte[] key, List<String> remarks) {
        try {
            if (!isOf(FORMER_MAGIC)) {
                try (SealedInput opened = opened(key)) {
                    DataInputStream in = new DataInputStream(opened);
                    Optional<Standing> standing = MemoryCodec.standing(in);
                    if (standing.isPresent()) {
                        return Kept.standing(key, this, remarks, standing.get(), MemoryCodec.size(in));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            remarks.add(NOT_OPENED);
            return begin(key, remarks);
        }
        Kept.Body body = body(key, remarks);
        return Kept.inFile(key, this, remarks, body);
    }

    /** All but the standing. What cannot be read begins anew. */
    Kept.Body body(byte[] key, List<String> remarks) {
        Kept.Body body = Kept.Body.empty();
        try {
            if (isOf(FORMER_MAGIC)) {
                byte[] plain = openedAtOnce(key, Files.readAllBytes(path));
                FormerCodec.decode(plain, body.entries(), body.ledger());
                Arrays.fill(plain, (byte) 0);
                return body;
            }
            try (SealedInput opened = opened(key)) {
                DataInputStream in = new DataInputStream(opened);
                MemoryCodec.standing(in);
                MemoryCodec.decode(in, MemoryCodec.size(in), body.entries(), body.ledger());
                return body;
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            remarks.add(NOT_OPENED);
            return Kept.Body.empty();
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

    void write(byte[] key, Optional<Standing> standing, Entries entries, WordLedger ledger) throws IOException {
        byte[] prefix = new byte[Segments.PREFIX_BYTES];
        new SecureRandom().nextBytes(prefix);
        replace(path, out -> {
            out.write(MAGIC);
            out.write(prefix);
            try (DataOutputStream plain = new DataOutputStream(new SealedOutput(out, segments(key, prefix)))) {
                MemoryCodec.encode(standing, entries, ledger, plain);
            }
        });
    }

    private Kept begin(byte[] key, List<String> remarks) {
        return Kept.inFile(key, this, remarks, Kept.Body.empty());
    }

    private static byte[] createKey(Path keyFile) throws IOException {
        byte[] key = newKey();
        replace(keyFile, out -> out.write(key));
        return key;
    }

    /**
     * Whether there is a file of ours; a wider mode is narrowed and said. Anything else in its place is refused and left as it
     * is: a link, a folder, somebody's other file.
     */
    private static boolean ours(Path file, long most, Predicate<byte[]> beginsLikeIt, List<String> remarks)
            throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file");
        }
        if (Files.size(file) > most) {
            throw new IOException(file + " is larger than any memory");
        }
        if (!beginsLikeIt.test(beginning(file))) {
            throw new IOException(file + " is something else than Watchword's memory; remove it or name another place");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.value().containsAll(mode)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY.value());
            remarks.add(file + " could be read by others; its mode was narrowed");
        }
        return true;
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(KEY_BYTES);
        }
    }

    private static boolean beginsLikeAMemory(byte[] file) {
        return beginsWith(file, MAGIC) || beginsWith(file, FORMER_MAGIC);
    }

    private boolean isOf(byte[] magic) throws IOException {
        return beginsWith(beginning(path), magic);
    }

    private static boolean beginsWith(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }

    /** Writes the content of a file. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Whole or not at all: a crash leaves the old file or the new one. */
    private static void replace(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, file.getFileName() + ".", FRESH, OWNER_ONLY);
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                content.write(Channels.newOutputStream(out));
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

    private SealedInput opened(byte[] key) throws IOException {
        InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        in.readNBytes(MAGIC.length);
        byte[] prefix = in.readNBytes(Segments.PREFIX_BYTES);
        long left = Files.size(path) - MAGIC.length - prefix.length;
        if (prefix.length < Segments.PREFIX_BYTES || left < Segments.TAG_BYTES) {
            in.close();
            throw new IOException("the memory is cut");
        }
        return new SealedInput(in, left, segments(key, prefix));
    }

    private static Segments segments(byte[] key, byte[] prefix) {
        return new Segments(key, KEY_BYTES / 2, prefix, MAGIC);
    }

    /** A file of the first version: a nonce, and all of it sealed at once. */
    private static byte[] openedAtOnce(byte[] key, byte[] file) throws GeneralSecurityException, IOException {
        int start = FORMER_MAGIC.length + FORMER_NONCE_BYTES;
        if (file.length < start) {
            throw new IOException("the memory is cut");
        }
        byte[] nonce = Arrays.copyOfRange(file, FORMER_MAGIC.length, start);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE, new SecretKeySpec(key, 0, KEY_BYTES / 2, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(FORMER_MAGIC);
        return cipher.doFinal(file, start, file.length - start);
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
