package dev.watchword.account.mysql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a server of MySQL 8 had written all of its changes when it ended. It notes in the first page of {@code ibdata1} how far its log
 * was when it was shut down. When the log has a later checkpoint, or goes on behind it, there are changes that are in no tablespace yet.
 * Numbers are big-endian. After the log's format of MySQL 8.0.30, and logs that 8.0.33 wrote; of older ones only the checkpoint is looked at.
 */
final class InnodbLog {

    private static final String SYSTEM = "/ibdata1";
    private static final String FOLDER = "/#innodb_redo";
    private static final String OLD_FILE = "/ib_logfile0";
    private static final Pattern FILE = Pattern.compile("#ib_redo[0-9]{1,18}");

    private static final int SHUTDOWN_AT = 26;
    private static final int BLOCK = 512;
    private static final int HEADER = 4 * BLOCK;
    private static final int BEGIN_AT = 8;
    private static final List<Integer> CHECKPOINTS_AT = List.of(BLOCK + 8, 3 * BLOCK + 8);
    private static final int USED_AT = 4;
    private static final int MOST_FILES = 1_000;

    /** Files are read up to their checkpoint. */
    private static final FileLimits LIMITS = new FileLimits(8L << 30, 64 << 10);

    private final RootFs root;
    private final AccountSink sink;
    private final String folder;

    private InnodbLog(TableForm.Files files) {
        this.root = files.root();
        this.sink = files.sink();
        this.folder = files.folder();
    }

    /**
     * Makes sure that a table's file has all that is in the log.
     *
     * @param newest the newest change of the table's file
     * @throws DamagedTable when it may not, or when that cannot be said
     */
    static void requireAllWritten(TableForm.Files files, long newest) throws DamagedTable, IOException {
        byte[] system = files.head(SYSTEM, SHUTDOWN_AT + Long.BYTES).orElse(new byte[0]);
        if (system.length < SHUTDOWN_AT + Long.BYTES) {
            throw new DamagedTable("nobody can say whether it has all that was changed: there is no ibdata1 beside it");
        }
        long shutDown = ByteBuffer.wrap(system).getLong(SHUTDOWN_AT);
        if (newest > shutDown || !new InnodbLog(files).endsAt(shutDown)) {
            throw new DamagedTable("the server was not shut down: what it changed last may not be in the file yet");
        }
    }

    private boolean endsAt(long shutDown) throws DamagedTable, IOException {
        if (!(root.list(folder + FOLDER, MOST_FILES) instanceof RootFs.Listed.Entries entries)) {
            Optional<Head> old = head(folder + OLD_FILE);
            return old.orElseThrow(InnodbLog::noLog).checkpoint() == shutDown;
        }
        String newest = "";
        Head last = null;
        for (String name : entries.names()) {
            if (FILE.matcher(name).matches()) {
                String path = folder + FOLDER + "/" + name;
                Optional<Head> head = head(path);
                if (head.isPresent() && (last == null || head.get().begin() > last.begin())) {
                    last = head.get();
                    newest = path;
                }
            }
        }
        if (last == null) {
            throw noLog();
        }
        return last.checkpoint() == shutDown && last.begin() <= shutDown && blockEndsAt(newest, last, shutDown);
    }

    private static DamagedTable noLog() {
        return new DamagedTable("nobody can say whether it has all that was changed: there is no log beside it");
    }

    /**
     * The head of a log file.
     *
     * @param begin the number of the first change in it
     * @param checkpoint up to which change everything was written
     */
    private record Head(long begin, long checkpoint) {}

    private Optional<Head> head(String path) throws IOException {
        Optional<StoreFile> opened = StoreFile.open(root, path, LIMITS, ServiceType.MYSQL, sink);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoreFile file = opened.get()) {
            byte[] bytes = file.input().readNBytes(HEADER);
            if (bytes.length < HEADER) {
                return Optional.empty();
            }
            ByteBuffer head = ByteBuffer.wrap(bytes);
            long checkpoint = 0;
            for (int at : CHECKPOINTS_AT) {
                checkpoint = Math.max(checkpoint, head.getLong(at));
            }
            return Optional.of(new Head(head.getLong(BEGIN_AT), checkpoint));
        }
    }

    /** Whether the block in which a change ends is filled up to it and not further. */
    private boolean blockEndsAt(String path, Head head, long change) throws IOException {
        Optional<StoreFile> opened = StoreFile.open(root, path, LIMITS, ServiceType.MYSQL, sink);
        if (opened.isEmpty()) {
            return false;
        }
        try (StoreFile file = opened.get()) {
            file.input().skipNBytes(HEADER + (change - head.begin()) / BLOCK * BLOCK);
            byte[] block = file.input().readNBytes(BLOCK);
            return block.length == BLOCK && ByteBuffer.wrap(block).getShort(USED_AT) == change % BLOCK;
        } catch (EOFException cut) {
            return false;
        }
    }
}
