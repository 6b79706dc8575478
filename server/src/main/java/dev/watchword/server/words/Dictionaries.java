package dev.watchword.server.words;

import dev.watchword.server.Ids;
import dev.watchword.server.secrets.AtRest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The dictionaries of host groups with all their versions, in the caller's own transaction. The caller makes sure that
 * the group is one of the project's. Safe for use by many threads.
 */
public final class Dictionaries {

    private static final String VERSION_COLUMNS = "group_id, version, changed_at, changed_by, changed_by_name,"
            + " added_num, removed_num, word_num, restored_from";

    private final AtRest atRest;

    public Dictionaries(AtRest atRest) {
        this.atRest = atRest;
    }

    /** The state of a group's dictionary; version 0 when nobody changed it yet. */
    public Dictionary of(Handle handle, String groupId) {
        return handle.createQuery("select version, enabled from dictionary where group_id = :groupId")
                .bind("groupId", groupId)
                .map((row, context) -> new Dictionary(groupId, row.getInt("version"), row.getBoolean("enabled")))
                .findOne()
                .orElse(new Dictionary(groupId, 0, true));
    }

    /** Whether the group's hosts use it; its words stay. */
    public void enable(Handle handle, String groupId, boolean enabled) {
        store(handle, new Dictionary(groupId, of(handle, groupId).version(), enabled));
    }

    /** The words of a version, those that are there longest first. */
    public List<String> words(Handle handle, String groupId, int version) {
        return handle.createQuery("select id, sealed from dictionary_word where group_id = :groupId"
                        + " and added_in <= :version and (removed_in is null or removed_in > :version)"
                        + " order by added_in, position, id")
                .bind("groupId", groupId)
                .bind("version", version)
                .map((row, context) -> word(groupId, row))
                .list();
    }

    /**
     * Makes a new version of these words; none when they are the ones of the newest version already.
     *
     * @param words each once
     * @param restoredFrom the version that is brought back
     */
    public Optional<DictionaryVersion> replace(
            Handle handle, String groupId, List<String> words, Author author, OptionalInt restoredFrom, long now) {
        Dictionary before = of(handle, groupId);
        Set<String> old = new LinkedHashSet<>(words(handle, groupId, before.version()));
        Set<String> wanted = new LinkedHashSet<>(words);
        List<String> added = words.stream().filter(word -> !old.contains(word)).toList();
        List<String> removed =
                old.stream().filter(word -> !wanted.contains(word)).toList();
        if (added.isEmpty() && removed.isEmpty()) {
            return Optional.empty();
        }
        int version = before.version() + 1;
        remove(handle, groupId, version, removed);
        add(handle, groupId, version, added);
        store(handle, new Dictionary(groupId, version, before.enabled()));
        DictionaryVersion change = new DictionaryVersion(
                groupId, version, now, author, added.size(), removed.size(), words.size(), restoredFrom);
        insert(handle, change);
        return Optional.of(change);
    }

    /** What leads from one version to another. */
    public Difference difference(Handle handle, String groupId, int from, int to) {
        Set<String> before = new LinkedHashSet<>(words(handle, groupId, from));
        Set<String> after = new LinkedHashSet<>(words(handle, groupId, to));
        return new Difference(
                after.stream().filter(word -> !before.contains(word)).toList(),
                before.stream().filter(word -> !after.contains(word)).toList());
    }

    /** A version that was made. */
    public Optional<DictionaryVersion> version(Handle handle, String groupId, int version) {
        return handle.createQuery("select " + VERSION_COLUMNS
                        + " from dictionary_version where group_id = :groupId and version = :version")
                .bind("groupId", groupId)
                .bind("version", version)
                .map((row, context) -> version(row))
                .findOne();
    }

    /** The versions that were made, newest first. */
    public List<DictionaryVersion> versions(Handle handle, String groupId, int limit, int offset) {
        return handle.createQuery("select " + VERSION_COLUMNS + " from dictionary_version where group_id = :groupId"
                        + " order by version desc limit :limit offset :offset")
                .bind("groupId", groupId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> version(row))
                .list();
    }

    private void add(Handle handle, String groupId, int version, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("insert into dictionary_word (id, group_id, position, mark, sealed,"
                + " added_in) values (:id, :groupId, :position, :mark, :sealed, :version)");
        for (int i = 0; i < words.size(); i++) {
            String id = Ids.uuid();
            rows.bind("id", id)
                    .bind("groupId", groupId)
                    .bind("position", i)
                    .bind("mark", CustomWord.mark(atRest, words.get(i)))
                    .bind("sealed", CustomWord.sealed(atRest, place(groupId, id), words.get(i)))
                    .bind("version", version)
                    .add();
        }
        rows.execute();
    }

    private void remove(Handle handle, String groupId, int version, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("update dictionary_word set removed_in = :version"
                + " where group_id = :groupId and removed_in is null and mark = :mark");
        for (String word : words) {
            rows.bind("version", version)
                    .bind("groupId", groupId)
                    .bind("mark", CustomWord.mark(atRest, word))
                    .add();
        }
        rows.execute();
    }

    private static void store(Handle handle, Dictionary dictionary) {
        handle.createUpdate("insert into dictionary (group_id, version, enabled)"
                        + " values (:groupId, :version, :enabled)"
                        + " on conflict (group_id) do update set version = :version, enabled = :enabled")
                .bindMethods(dictionary)
                .execute();
    }

    private static void insert(Handle handle, DictionaryVersion change) {
        handle.createUpdate("insert into dictionary_version (" + VERSION_COLUMNS + ") values (:groupId, :version,"
                        + " :changedAt, :userId, :userName, :added, :removed, :words, :restoredFrom)")
                .bind("groupId", change.groupId())
                .bind("version", change.version())
                .bind("changedAt", change.changedAt())
                .bind("userId", change.author().userId())
                .bind("userName", change.author().userName())
                .bind("added", change.added())
                .bind("removed", change.removed())
                .bind("words", change.words())
                .bind(
                        "restoredFrom",
                        change.restoredFrom().isPresent()
                                ? (Integer) change.restoredFrom().getAsInt()
                                : null)
                .execute();
    }

    private String word(String groupId, ResultSet row) throws SQLException {
        return CustomWord.opened(atRest, place(groupId, row.getString("id")), row.getBytes("sealed"));
    }

    private static DictionaryVersion version(ResultSet row) throws SQLException {
        int restored = row.getInt("restored_from");
        OptionalInt restoredFrom = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(restored);
        return new DictionaryVersion(
                row.getString("group_id"),
                row.getInt("version"),
                row.getLong("changed_at"),
                new Author(row.getString("changed_by"), row.getString("changed_by_name")),
                row.getInt("added_num"),
                row.getInt("removed_num"),
                row.getInt("word_num"),
                restoredFrom);
    }

    private static String place(String groupId, String id) {
        return "dictionary_word/" + groupId + "/" + id;
    }
}
