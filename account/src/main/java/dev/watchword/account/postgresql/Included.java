package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.FoundText;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A configuration file of PostgreSQL with the files that it includes, in their places: {@code include}, {@code include_if_exists},
 * {@code include_dir}; relative paths are relative to the file that has them. Belongs to one thread.
 */
final class Included {

    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 10;

    private final RootFs root;
    private final AccountSink sink;
    private final Places places;
    private final Taker taker;
    private final Set<String> seen = new HashSet<>();
    private int depth;

    /** Takes the lines that are no includes. */
    interface Taker {
        void line(StoreFile file, List<String> words, int number);
    }

    Included(RootFs root, AccountSink sink, Taker taker) {
        this.root = root;
        this.sink = sink;
        this.places = new Places(root, ServiceType.POSTGRESQL, sink, false);
        this.taker = taker;
    }

    void read(String path) {
        if (depth == MAX_DEPTH || seen.size() == MAX_FILES) {
            sink.incomplete(ServiceType.POSTGRESQL, path, "too many included files: not read");
            return;
        }
        StoreFile.open(root, path, FileLimits.CONFIGURATION, ServiceType.POSTGRESQL, sink)
                .ifPresent(opened -> {
                    try (StoreFile file = opened) {
                        if (seen.add(file.realPath())) {
                            depth++;
                            file.readLines((bytes, number) -> line(file, FoundText.decode(bytes), number));
                            depth--;
                        }
                    }
                });
    }

    private void line(StoreFile file, String text, int number) {
        List<String> words = Lines.words(text);
        String first = words.isEmpty() ? "" : words.getFirst();
        if (words.size() > 1 && first.startsWith("include")) {
            String named = words.get(words.get(1).equals("=") && words.size() > 2 ? 2 : 1);
            String path = named.startsWith("/") ? named : folder(file.path()) + "/" + named;
            if (first.equals("include_dir")) {
                places.matching(path + "/*.conf").forEach(this::read);
            } else {
                read(path);
            }
        } else if (!words.isEmpty()) {
            taker.line(file, words, number);
        }
    }

    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
