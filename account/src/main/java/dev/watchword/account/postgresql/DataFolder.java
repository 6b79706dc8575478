package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.Exposure;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * The roles of one data folder, from the file of {@code pg_authid}. Only a server that was shut down has all of it in there: of any other
 * one the roles that stand there are told, and the store is incomplete.
 */
final class DataFolder {

    private static final FileLimits SMALL = new FileLimits(64 << 10, 64 << 10);
    private static final FileLimits TABLE = new FileLimits(64L << 20, 64 << 10);

    private static final int VERSION_AT = 8;
    private static final int STATE_AT = 16;
    private static final int OLDEST = 1_201;
    private static final int SHUT_DOWN = 1;
    private static final int SHUT_DOWN_IN_RECOVERY = 2;

    private static final int MAP_MAGIC = 0x592717;
    private static final int MAP_HEADER = 8;
    private static final int MAP_ENTRY = 8;
    private static final int PG_AUTHID = 1_260;

    private static final String IN_USE =
            "its server runs or was not shut down: its last changes may not stand there yet. Scan as root, stop"
                    + " it, or ask it: psql -XAt -c \"select rolname || ':' || rolpassword from pg_authid where rolcanlogin\" |"
                    + " watchword audit -";

    private final RootFs root;
    private final AccountSink sink;
    private final String folder;
    private final Exposure exposure;
    private final Instant now;

    DataFolder(RootFs root, AccountSink sink, String folder, Exposure exposure, Instant now) {
        this.root = root;
        this.sink = sink;
        this.folder = folder;
        this.exposure = exposure;
        this.now = now;
    }

    /** Reads it; a folder without a control file is none of PostgreSQL's. */
    void read() {
        Optional<StoreFile> opened =
                StoreFile.open(root, folder + "/global/pg_control", SMALL, ServiceType.POSTGRESQL, sink);
        if (opened.isEmpty()) {
            return;
        }
        try (StoreFile file = opened.get()) {
            ByteBuffer control = ByteBuffer.wrap(file.input().readNBytes(64)).order(ByteOrder.LITTLE_ENDIAN);
            if (control.capacity() < 64 || control.getInt(VERSION_AT) < OLDEST || control.getInt(VERSION_AT) > 10_000) {
                file.incomplete(
                        "tables of this version of PostgreSQL are not read (12 and later are): its roles are not"
                                + " tested");
                return;
            }
            int state = control.getInt(STATE_AT);
            table(state == SHUT_DOWN || state == SHUT_DOWN_IN_RECOVERY);
        } catch (DamagedHeap damaged) {
            sink.incomplete(ServiceType.POSTGRESQL, folder + "/global/pg_control", damaged.reason());
        } catch (IOException failed) {
            sink.incomplete(ServiceType.POSTGRESQL, folder + "/global/pg_control", "reading failed");
        }
    }

    private void table(boolean shutDown) throws DamagedHeap, IOException {
        String path = folder + "/global/" + fileNumber();
        if (root.stat(path) instanceof RootFs.Stat.Refused refused) {
            sink.incomplete(ServiceType.POSTGRESQL, path, StoreFile.advice(refused.why(), path));
            return;
        }
        Optional<StoreFile> opened = StoreFile.open(root, path, TABLE, ServiceType.POSTGRESQL, sink);
        if (opened.isEmpty()) {
            return;
        }
        try (StoreFile file = opened.get()) {
            byte[] bytes = file.input().readAllBytes();
            if (file.input().exceeded()) {
                file.incomplete("larger than the limit of " + TABLE.maxBytes() + " bytes");
                return;
            }
            try {
                new HeapPages(bytes, new CommitLog(root, folder + "/pg_xact")).read(row -> tell(path, RoleRow.of(row)));
            } catch (DamagedHeap damaged) {
                file.incomplete(damaged.reason());
                return;
            }
            if (shutDown) {
                file.covered();
            } else {
                file.incomplete(IN_USE);
            }
        }
    }

    /** The name of the table's file, which changes when the table is written anew. */
    private int fileNumber() throws DamagedHeap, IOException {
        if (!(root.open(folder + "/global/pg_filenode.map", SMALL) instanceof RootFs.Opened.File map)) {
            throw new DamagedHeap("its map of files cannot be read");
        }
        try (BoundedInput input = map.input()) {
            ByteBuffer bytes = ByteBuffer.wrap(input.readNBytes(1_024)).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.capacity() < MAP_HEADER || bytes.getInt(0) != MAP_MAGIC) {
                throw new DamagedHeap("its map of files is not one");
            }
            int entries = Math.min(bytes.getInt(4), (bytes.capacity() - MAP_HEADER) / MAP_ENTRY);
            for (int i = 0; i < entries; i++) {
                if (bytes.getInt(MAP_HEADER + i * MAP_ENTRY) == PG_AUTHID) {
                    return bytes.getInt(MAP_HEADER + i * MAP_ENTRY + 4);
                }
            }
            throw new DamagedHeap("its map of files does not have pg_authid");
        }
    }

    private void tell(String path, RoleRow role) {
        if (role.isSomebody()) {
            sink.account(role.account(path, exposure, now));
        }
    }
}
