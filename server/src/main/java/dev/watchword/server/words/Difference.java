package dev.watchword.server.words;

import java.util.List;

/**
 * What leads from one list of words to another.
 *
 * @param added words
 * @param removed words
 */
public record Difference(List<String> added, List<String> removed) {

    public Difference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Whether both lists have the same words. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    @Override
    public String toString() {
        return "Difference[+" + added.size() + " -" + removed.size() + "]";
    }
}
