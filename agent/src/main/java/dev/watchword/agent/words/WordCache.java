package dev.watchword.agent.words;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.SealedFile;
import dev.watchword.agent.wire.Wire;
import dev.watchword.audit.report.Counted;
import dev.watchword.protocol.WordList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The host's custom words and their version, kept sealed: they are often real passwords. A file that cannot be opened any more is as none,
 * and the words come again whole. Safe for use by many threads.
 */
public final class WordCache {

    private final SealedFile file;
    private String version;
    private List<String> words;

    private WordCache(SealedFile file, Kept kept) {
        this.file = file;
        this.version = kept.version();
        this.words = kept.words();
    }

    /**
     * Opens the cache.
     *
     * @param key 32 bytes
     */
    public static WordCache open(Disk disk, byte[] key) throws IOException {
        SealedFile file = new SealedFile(disk, "words", key);
        Kept kept = file.read().flatMap(json -> Wire.read(json, Kept.class)).orElse(new Kept("", List.of()));
        return new WordCache(file, kept);
    }

    /** Which words these are, {@code ""} for none yet. */
    public synchronized String version() {
        return version;
    }

    /** The words, in order. */
    public synchronized List<String> words() {
        return words;
    }

    /**
     * Takes what the server sent, durably.
     *
     * @return whether it fits: a difference to another version does not, and nothing changes
     */
    public synchronized boolean take(WordList list) throws IOException {
        Optional<List<String>> next = applied(list);
        if (next.isEmpty()) {
            return false;
        }
        Kept kept = new Kept(list.version(), next.get());
        file.write(Wire.write(kept));
        version = kept.version();
        words = kept.words();
        return true;
    }

    private Optional<List<String>> applied(WordList list) {
        if (list.since().isEmpty()) {
            return Optional.of(list.added());
        }
        if (!list.since().equals(version)) {
            return Optional.empty();
        }
        LinkedHashSet<String> all = new LinkedHashSet<>(words);
        list.removed().forEach(all::remove);
        all.addAll(list.added());
        return Optional.of(new ArrayList<>(all));
    }

    @Override
    public synchronized String toString() {
        return Counted.of(words.size(), "word") + " of version " + version;
    }

    private record Kept(String version, List<String> words) {

        private Kept {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return Counted.of(words.size(), "word");
        }
    }
}
