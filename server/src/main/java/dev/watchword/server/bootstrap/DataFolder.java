package dev.watchword.server.bootstrap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps what is its own: {@code key} (seals what the database must not tell), {@code state.db} (SQLite),
 * {@code audit/}, {@code bootstrap.json} of the first start, {@code lock}. Held by one process at a time.
 */
public final class DataFolder implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder when it is missing, 0700, and takes its lock.
     *
     * @throws Refusal when others may see into it, or another process has it
     */
    public static DataFolder open(Path folder) throws IOException, Refusal {
        Path whole = folder.toAbsolutePath().normalize();
        PrivateFile.folder(whole);
        PrivateFile.requirePrivate(whole, "700");
        Path lock = whole.resolve("lock");
        PrivateFile.touch(lock);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            throw Refusal.inUse(whole, "stop it first, or name another --data");
        }
        return new DataFolder(whole, channel);
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The JDBC address of the database that it holds; the file is 0600. */
    public String sqliteUrl() throws IOException {
        Path file = folder.resolve("state.db");
        PrivateFile.touch(file);
        return "jdbc:sqlite:" + file;
    }

    /** Where the audit log's files are. */
    public Path audit() {
        return folder.resolve("audit");
    }

    /** Where the first credentials are told. */
    public Path bootstrap() {
        return folder.resolve("bootstrap.json");
    }

    /** Where new credentials of a lost root user are told. */
    public Path recovered() {
        return folder.resolve("recovered.json");
    }

    /**
     * The key that seals secrets.
     *
     * @param needed whether the database holds something that was sealed: then a missing key is not made anew
     * @throws Refusal when it is missing though needed, damaged, or open to others
     */
    public byte[] key(boolean needed) throws IOException, Refusal {
        Path file = folder.resolve("key");
        if (!Files.exists(file)) {
            if (needed) {
                throw new Refusal(file + " is missing, and the database holds what only that key opens: put it back"
                        + " from its backup");
            }
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            PrivateFile.write(file, (HexFormat.of().formatHex(fresh) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        PrivateFile.requirePrivate(file, "600");
        String text = Files.size(file) > 1_000
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9a-f]{64}")) {
            throw new Refusal(file + " is damaged: it must hold 64 hexadecimal digits; put it back from its backup");
        }
        return HexFormat.of().parseHex(text);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
