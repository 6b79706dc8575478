package dev.watchword.server.words;

import dev.watchword.server.Ids;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The custom weak passwords of projects' images, in the caller's own transaction. Safe for use by many threads. */
public final class ImageWords {

    /** Hears that a project's list changed. */
    @FunctionalInterface
    public interface Changed {

        /** In the transaction that changes the list, after it; may run more than once. */
        void changed(Handle handle, String projectId, Difference difference, long now);
    }

    private final AtRest atRest;

    public ImageWords(AtRest atRest) {
        this.atRest = atRest;
    }

    /** The project's list, in its order. */
    public List<String> of(Handle handle, String projectId) {
        return handle.createQuery("select id, sealed from image_word where project_id = :projectId order by position")
                .bind("projectId", projectId)
                .map((row, context) ->
                        CustomWord.opened(atRest, place(projectId, row.getString("id")), row.getBytes("sealed")))
                .list();
    }

    /** What names a word in findings: a digest that only this server can compute. */
    public String idOf(String projectId, String word) {
        byte[] mark = atRest.mark("image_word/" + projectId, word.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark, 0, 16);
    }

    /** Puts a list in the place of the project's. */
    public void replace(Handle handle, String projectId, List<String> words) {
        handle.createUpdate("delete from image_word where project_id = :projectId")
                .bind("projectId", projectId)
                .execute();
        if (words.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("insert into image_word (id, project_id, position, sealed)"
                + " values (:id, :projectId, :position, :sealed)");
        for (int i = 0; i < words.size(); i++) {
            String id = Ids.uuid();
            rows.bind("id", id)
                    .bind("projectId", projectId)
                    .bind("position", i)
                    .bind("sealed", CustomWord.sealed(atRest, place(projectId, id), words.get(i)))
                    .add();
        }
        rows.execute();
    }

    private static String place(String projectId, String id) {
        return "image_word/" + projectId + "/" + id;
    }
}
