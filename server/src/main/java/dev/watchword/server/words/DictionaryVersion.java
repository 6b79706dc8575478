package dev.watchword.server.words;

import java.util.OptionalInt;

/**
 * One change of a dictionary.
 *
 * @param groupId of which group
 * @param version 1 for the first
 * @param changedAt epoch milliseconds
 * @param author who changed it
 * @param added how many words came
 * @param removed how many went
 * @param words how many it has since
 * @param restoredFrom the version that it brought back
 */
public record DictionaryVersion(
        String groupId,
        int version,
        long changedAt,
        Author author,
        int added,
        int removed,
        int words,
        OptionalInt restoredFrom) {}
