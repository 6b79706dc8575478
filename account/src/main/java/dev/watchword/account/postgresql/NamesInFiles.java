package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.FoundText;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists of databases and users as {@code pg_hba.conf} names them: separated by commas, and {@code @file} for those that stand in a file
 * beside it. Each file is read once. Belongs to one thread.
 */
final class NamesInFiles {

    private static final FileLimits LIMITS = new FileLimits(1 << 20, 64 << 10);
    private static final int MOST_FILES = 100;
    private static final int MOST_NAMES = 50_000;
    private static final int DEEPEST = 10;
    private static final int FEW = 5;

    private final RootFs root;
    private final AccountSink sink;
    private final Map<String, Set<String>> files = new HashMap<>();

    NamesInFiles(RootFs root, AccountSink sink) {
        this.root = root;
        this.sink = sink;
    }

    /**
     * The names of a list.
     *
     * @param folder of the file in which it stands
     */
    Set<String> of(String list, String folder) {
        Set<String> names = new LinkedHashSet<>();
        add(list, folder, 0, names);
        return names;
    }

    private void add(String list, String folder, int depth, Set<String> names) {
        for (String name : list.split(",")) {
            if (name.length() > 1 && name.startsWith("@")) {
                String path = name.substring(1);
                names.addAll(file(path.startsWith("/") ? path : folder + "/" + path, depth));
            } else if (!name.isEmpty() && names.size() < MOST_NAMES) {
                names.add(name);
            }
        }
    }

    private Set<String> file(String path, int depth) {
        Set<String> known = files.get(path);
        if (known != null) {
            return known;
        }
        Set<String> names = new LinkedHashSet<>();
        if (files.size() == MOST_FILES || depth == DEEPEST) {
            sink.incomplete(ServiceType.POSTGRESQL, path, "too many files of names: not read");
            return names;
        }
        // whoever names it again while it is read gets what is known so far
        files.put(path, names);
        Optional<StoreFile> opened = StoreFile.open(root, path, LIMITS, ServiceType.POSTGRESQL, sink);
        if (opened.isEmpty()) {
            return names;
        }
        try (StoreFile file = opened.get()) {
            file.readLines((bytes, number) -> {
                for (String word : Lines.words(FoundText.decode(bytes))) {
                    add(word, Included.folder(path), depth + 1, names);
                }
            });
        }
        if (names.size() >= MOST_NAMES) {
            sink.incomplete(
                    ServiceType.POSTGRESQL, path, "more than " + MOST_NAMES + " names: the others are left out");
        }
        return names;
    }

    /** A list as it is shown to a person: names where they are few. */
    static String shown(String written, Set<String> names) {
        boolean few = written.indexOf('@') >= 0 && !names.isEmpty() && names.size() <= FEW;
        return few ? String.join(",", List.copyOf(names)) : written;
    }
}
