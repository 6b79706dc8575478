package dev.watchword.account.postgresql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.FoundText;
import dev.watchword.account.IncludedFiles;
import dev.watchword.account.Places;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.RootFs;
import java.util.List;

/**
 * A configuration file of PostgreSQL with the files that it includes, in their places: {@code include}, {@code include_if_exists},
 * {@code include_dir}; relative paths are relative to the file that has them. Belongs to one thread.
 */
final class Included {

    private final Places places;
    private final Taker taker;
    private final IncludedFiles files;

    /** Takes the lines that are no includes. */
    interface Taker {

        /**
         * @param words without quotes, commas joining them
         * @param quoted whether quotes stood in the line, which take keywords their meaning
         */
        void line(StoreFile file, List<String> words, boolean quoted, int number);
    }

    Included(RootFs root, AccountSink sink, Taker taker) {
        this.places = new Places(root, ServiceType.POSTGRESQL, sink, false);
        this.files = new IncludedFiles(root, ServiceType.POSTGRESQL, sink);
        this.taker = taker;
    }

    void read(String path) {
        files.read(path, file -> file.readLines((bytes, number) -> line(file, FoundText.decode(bytes), number)));
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
            taker.line(file, words, text.indexOf('"') >= 0, number);
        }
    }

    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
