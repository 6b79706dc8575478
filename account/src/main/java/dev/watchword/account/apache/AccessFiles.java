package dev.watchword.account.apache;

import dev.watchword.account.AccountSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks the served folders in which Apache lets owners say who may log in, for their access files (.htaccess). The walk has an end
 * whatever stands there. Belongs to one thread.
 */
final class AccessFiles {

    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_DEPTH = 12;
    private static final long MAX_BYTES = 16L << 20;
    private static final FileLimits LIMITS = new FileLimits(1L << 20, 64 << 10);

    private final RootFs root;
    private final AccountSink sink;
    private final Overrides overrides;
    private final Set<String> names;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int room = MAX_ENTRIES;
    private long bytesLeft = MAX_BYTES;
    private boolean cut;

    AccessFiles(RootFs root, AccountSink sink, Overrides overrides, Set<String> names) {
        this.root = root;
        this.sink = sink;
        this.overrides = overrides;
        this.names = names;
    }

    /** A folder on the way, or a file: listing tells. */
    private record Step(String path, int depth) {}

    void read(Directives.Taker taker) {
        for (String top : overrides.tops()) {
            steps.add(new Step(top, 0));
            while (!steps.isEmpty()) {
                look(steps.poll(), taker);
            }
            if (cut) {
                sink.incomplete(
                        ServiceType.HTTP,
                        top,
                        "more than " + MAX_ENTRIES + " served files, folders more than " + MAX_DEPTH
                                + " deep, or too many access files: access files in the others are not looked for");
                return;
            }
        }
    }

    private void look(Step step, Directives.Taker taker) {
        if (step.depth() > MAX_DEPTH || room <= 0) {
            cut = true;
            return;
        }
        switch (root.list(step.path().isEmpty() ? "/" : step.path(), room)) {
            case RootFs.Listed.Refused refused -> {
                if (refused.why() instanceof Unreadable.Denied denied) {
                    sink.incomplete(ServiceType.HTTP, step.path(), StoreFile.advice(denied, step.path()));
                }
            }
            case RootFs.Listed.Entries entries -> {
                room -= entries.names().size();
                cut |= entries.cut();
                entries.names().forEach(name -> entry(step, name, taker));
            }
        }
    }

    private void entry(Step folder, String name, Directives.Taker taker) {
        String path = folder.path() + "/" + name;
        if (!names.contains(name)) {
            steps.add(new Step(path, folder.depth() + 1));
        } else if (overrides.allows(folder.path())) {
            read(path, taker);
        }
    }

    /** A link may lead to the same file from everywhere. */
    private void read(String path, Directives.Taker taker) {
        if (bytesLeft <= 0) {
            cut = true;
            return;
        }
        StoreFile.open(root, path, LIMITS, ServiceType.HTTP, sink).ifPresent(opened -> {
            try (StoreFile file = opened) {
                if (seen.add(file.realPath())) {
                    Directives.read(file, taker);
                    bytesLeft -= file.input().taken();
                }
            }
        });
    }
}
