package dev.watchword.server.words;

import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.secrets.AtRest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What became of the custom weak passwords of projects' images, in the caller's own transaction. Versions count from 1 for
 * each project. Safe for use by many threads.
 */
public final class ImageWordHistory {

    private static final String COLUMNS = "select version, changed_at, changed_by, changed_by_name, added_num,"
            + " removed_num, word_num, sealed from image_word_history where project_id = :projectId";

    private final AtRest atRest;

    public ImageWordHistory(AtRest atRest) {
        this.atRest = atRest;
    }

    /**
     * A change.
     *
     * @param version from 1
     * @param changedAt epoch milliseconds
     * @param author who did it
     * @param added how many words
     * @param removed how many words
     * @param words how many there were then
     */
    public record Version(int version, long changedAt, Author author, int added, int removed, int words) {}

    /** As they are sealed. */
    private record Words(List<String> added, List<String> removed) {}

    /** Keeps a change, which must change something. */
    void add(Handle handle, String projectId, Difference difference, int words, Author author, long now) {
        int version = count(handle, projectId) + 1;
        handle.createUpdate("insert into image_word_history (project_id, version, changed_at, changed_by,"
                        + " changed_by_name, added_num, removed_num, word_num, sealed) values (:projectId, :version,"
                        + " :now, :userId, :userName, :added, :removed, :words, :sealed)")
                .bind("projectId", projectId)
                .bind("version", version)
                .bind("now", now)
                .bind("userId", author.userId())
                .bind("userName", author.userName())
                .bind("added", difference.added().size())
                .bind("removed", difference.removed().size())
                .bind("words", words)
                .bind(
                        "sealed",
                        atRest.seal(
                                place(projectId, version),
                                Json.write(new Words(difference.added(), difference.removed()))))
                .execute();
    }

    /** How many there are: the newest has this number. */
    int count(Handle handle, String projectId) {
        return handle.createQuery(
                        "select coalesce(max(version), 0) from image_word_history where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Integer.class)
                .one();
    }

    /** A page of them, the newest first. */
    List<Version> page(Handle handle, String projectId, int limit, int offset) {
        return handle.createQuery(COLUMNS + " order by version desc limit :limit offset :offset")
                .bind("projectId", projectId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> version(row))
                .list();
    }

    /** One of them. */
    Optional<Version> find(Handle handle, String projectId, int version) {
        return handle.createQuery(COLUMNS + " and version = :version")
                .bind("projectId", projectId)
                .bind("version", version)
                .map((row, context) -> version(row))
                .findOne();
    }

    /** The words of one that is there. */
    Difference difference(Handle handle, String projectId, int version) {
        byte[] sealed = handle.createQuery(COLUMNS + " and version = :version")
                .bind("projectId", projectId)
                .bind("version", version)
                .map((row, context) -> row.getBytes("sealed"))
                .one();
        try {
            Words words = Json.read(atRest.open(place(projectId, version), sealed), Words.class);
            return new Difference(words.added(), words.removed());
        } catch (MalformedJson e) {
            throw new IllegalStateException("a kept change of words is damaged", e);
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                row.getLong("changed_at"),
                new Author(row.getString("changed_by"), row.getString("changed_by_name")),
                row.getInt("added_num"),
                row.getInt("removed_num"),
                row.getInt("word_num"));
    }

    private static String place(String projectId, int version) {
        return "image_word_history/" + projectId + "/" + version;
    }
}
