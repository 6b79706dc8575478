package dev.watchword.image.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a layer holds: the head of every entry, and the content of the small files that somebody was expected to ask for or
 * has asked for. It is the same for every image that has the layer, so that no layer is read twice for one question.
 * Safe for concurrent use. Holds stored passwords: it lives in memory only and has no text form.
 */
public final class LayerContents {

    private final List<LayerEntry> entries;
    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();
    private final List<String> problems;
    private final long entryBytes;

    LayerContents(List<LayerEntry> entries, Map<Long, byte[]> kept, List<String> problems) {
        this.entries = List.copyOf(entries);
        this.kept.putAll(kept);
        this.problems = List.copyOf(problems);
        this.entryBytes = entries.stream()
                .mapToLong(entry -> 120L + entry.path().length() + entry.link().length())
                .sum();
    }

    List<LayerEntry> entries() {
        return entries;
    }

    /** Why a part of the layer is not in here; empty when all of it is. */
    List<String> problems() {
        return problems;
    }

    Optional<byte[]> content(long offset) {
        return Optional.ofNullable(kept.get(offset));
    }

    void keep(long offset, byte[] content, long mostBytes) {
        if (keptBytes() + content.length <= mostBytes) {
            kept.put(offset, content);
        }
    }

    Map<Long, byte[]> kept() {
        return Map.copyOf(kept);
    }

    /** How many files' contents are in here: more once somebody asked for one that nobody was expected to ask for. */
    public int keptFiles() {
        return kept.size();
    }

    private long keptBytes() {
        return kept.values().stream().mapToLong(content -> content.length).sum();
    }

    /** About how much memory this takes. */
    long bytes() {
        return entryBytes + keptBytes() + 64L * kept.size();
    }

    @Override
    public String toString() {
        return "LayerContents[" + entries.size() + " entries]";
    }
}
