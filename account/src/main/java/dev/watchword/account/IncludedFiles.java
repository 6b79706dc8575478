package dev.watchword.account;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The files that one server's configuration consists of, whatever they include: each is read once, and all of them together within
 * limits, past which the sink is told that the rest is not read. Belongs to one thread.
 */
public final class IncludedFiles {

    private static final int MAX_FILES = 1_000;
    private static final int MAX_OPENED = 5_000;
    private static final int MAX_DEPTH = 16;
    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_TOLD = 20;

    private final RootFs root;
    private final ServiceType service;
    private final AccountSink sink;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private int opened;
    private int depth;
    private long bytesLeft = MAX_BYTES;

    public IncludedFiles(RootFs root, ServiceType service, AccountSink sink) {
        this.root = root;
        this.service = service;
        this.sink = sink;
    }

    /**
     * Opens a file for {@code reader} unless it was read before, is not there, or is one too many. It may call this again for what
     * the file includes.
     */
    public void read(String path, Consumer<StoreFile> reader) {
        if (depth == MAX_DEPTH || seen.size() == MAX_FILES || opened == MAX_OPENED || bytesLeft <= 0) {
            tell(path);
            return;
        }
        opened++;
        FileLimits most = FileLimits.CONFIGURATION;
        FileLimits limits = new FileLimits(Math.min(most.maxBytes(), bytesLeft), most.maxLineBytes());
        StoreFile.open(root, path, limits, service, sink).ifPresent(found -> {
            try (StoreFile file = found) {
                if (seen.add(file.realPath())) {
                    depth++;
                    reader.accept(file);
                    depth--;
                    bytesLeft -= file.input().taken();
                }
            }
        });
    }

    private void tell(String path) {
        if (told.size() < MAX_TOLD && told.add(path)) {
            sink.incomplete(service, path, "too many included files: not read");
        }
    }
}
