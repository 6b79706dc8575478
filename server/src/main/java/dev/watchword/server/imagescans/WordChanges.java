package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.server.Ids;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.secrets.AtRest;
import dev.watchword.server.words.ImageWords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What became of the words of a project's images, in the caller's own transaction. Safe for use by many threads. */
final class WordChanges {

    private final AtRest atRest;
    private final ImageWords words;

    WordChanges(AtRest atRest) {
        this.atRest = atRest;
        this.words = new ImageWords(atRest);
    }

    /** How often the project's words changed. */
    long version(Handle handle, String projectId) {
        return handle.createQuery("select version from image_word_version where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Counts a change. */
    void count(Handle handle, String projectId) {
        handle.createUpdate("insert into image_word_version (project_id, version) values (:projectId, 1)"
                        + " on conflict (project_id) do update set version = image_word_version.version + 1")
                .bind("projectId", projectId)
                .execute();
    }

    /** Keeps words that jobs are to try; the id to find them by. */
    String keep(Handle handle, String projectId, List<String> added) {
        String id = Ids.uuid();
        handle.createUpdate("insert into image_word_change (id, project_id, sealed) values (:id, :projectId, :sealed)")
                .bind("id", id)
                .bind("projectId", projectId)
                .bind("sealed", atRest.seal(place(id), Json.write(added)))
                .execute();
        return id;
    }

    /** The words that a job is to try: those of its change that are still on the list, or the whole list. */
    List<ImageJob.Word> toTry(Handle handle, Job job) {
        List<String> now = words.of(handle, job.projectId());
        Set<String> changed = job.changeId().isEmpty() ? Set.copyOf(now) : of(handle, job.changeId());
        return now.stream()
                .filter(changed::contains)
                .map(word -> new ImageJob.Word(words.idOf(job.projectId(), word), word))
                .toList();
    }

    /** The ids of the words on the list. */
    Set<String> ids(Handle handle, String projectId) {
        Set<String> ids = new HashSet<>();
        words.of(handle, projectId).forEach(word -> ids.add(words.idOf(projectId, word)));
        return ids;
    }

    /** What names a word in findings. */
    String idOf(String projectId, String word) {
        return words.idOf(projectId, word);
    }

    private Set<String> of(Handle handle, String changeId) {
        return handle.createQuery("select sealed from image_word_change where id = :id")
                .bind("id", changeId)
                .map((row, context) -> row.getBytes("sealed"))
                .findOne()
                .map(bytes -> read(atRest.open(place(changeId), bytes)))
                .orElse(Set.of());
    }

    private static Set<String> read(byte[] json) {
        try {
            return Set.of(Json.read(json, String[].class));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a kept change of words is damaged", e);
        }
    }

    private static String place(String id) {
        return "image_word_change/" + id;
    }
}
