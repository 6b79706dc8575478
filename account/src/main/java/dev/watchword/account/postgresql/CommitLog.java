package dev.watchword.account.postgresql;

import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which transactions were committed: two bits each in the files of {@code pg_xact}, one for a million (clog.c). Belongs to one
 * thread.
 */
final class CommitLog {

    private static final int A_FILE = 1 << 20;
    private static final FileLimits LIMITS = new FileLimits(A_FILE / 4, A_FILE / 4);
    private static final int MOST_FILES = 64;
    private static final int FIRST_ORDINARY = 3;
    private static final int COMMITTED = 1;

    private final RootFs root;
    private final String folder;
    private final Map<Integer, byte[]> files = new HashMap<>();

    CommitLog(RootFs root, String folder) {
        this.root = root;
        this.folder = folder;
    }

    boolean isCommitted(int transaction) throws DamagedHeap {
        if (transaction >= 0 && transaction < FIRST_ORDINARY) {
            return transaction != 0;
        }
        byte[] file = file(transaction >>> 20);
        int place = transaction & A_FILE - 1;
        if (place / 4 >= file.length) {
            throw new DamagedHeap("the log of commits ends before a row's transaction");
        }
        return (file[place / 4] >>> place % 4 * 2 & 3) == COMMITTED;
    }

    private byte[] file(int number) throws DamagedHeap {
        byte[] known = files.get(number);
        if (known != null) {
            return known;
        }
        String path = folder + "/" + String.format(Locale.ROOT, "%04X", number);
        if (files.size() == MOST_FILES || !(root.open(path, LIMITS) instanceof RootFs.Opened.File opened)) {
            throw new DamagedHeap("the log of commits has no readable file for a row's transaction");
        }
        try (BoundedInput input = opened.input()) {
            byte[] bytes = input.readAllBytes();
            files.put(number, bytes);
            return bytes;
        } catch (IOException failed) {
            throw new DamagedHeap("the log of commits cannot be read");
        }
    }
}
