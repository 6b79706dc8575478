package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.server.words.Difference;
import dev.watchword.server.words.ImageWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a change of a project's words does to its images, in the same transaction: new words are tried on every image that
 * was read, findings of removed words go, and where one went the image is read again, as the password may be weak for
 * another reason. Safe for use by many threads.
 */
final class Rechecks implements ImageWords.Changed {

    private final Scans scans;
    private final Jobs jobs;
    private final WordChanges changes;

    Rechecks(Scans scans, Jobs jobs, WordChanges changes) {
        this.scans = scans;
        this.jobs = jobs;
        this.changes = changes;
    }

    @Override
    public void changed(Handle handle, String projectId, Difference difference, long now) {
        changes.count(handle, projectId);
        Set<String> again = removed(handle, projectId, difference.removed());
        List<Read> images = read(handle, projectId).stream()
                .filter(image ->
                        again.contains(image.id()) || !difference.added().isEmpty())
                .toList();
        if (images.isEmpty()) {
            return;
        }
        boolean tries = images.stream().anyMatch(image -> !again.contains(image.id()));
        String change = tries ? changes.keep(handle, projectId, difference.added()) : "";
        Map<String, ImageScan> byRegistry = new HashMap<>();
        for (Read image : images) {
            ImageScan scan = byRegistry.computeIfAbsent(
                    image.registryId(),
                    registry -> scans.begin(handle, projectId, registry, "words", List.of(), "", now));
            if (again.contains(image.id())) {
                jobs.add(handle, scan, ImageJob.SCAN, image.reference(), "", "", image.scanner(), now);
            } else {
                jobs.add(handle, scan, ImageJob.RECHECK, image.reference(), image.id(), change, image.scanner(), now);
            }
        }
    }

    /** The images that lost a finding. */
    private Set<String> removed(Handle handle, String projectId, List<String> words) {
        Set<String> images = new HashSet<>();
        for (String word : words) {
            String id = changes.idOf(projectId, word);
            images.addAll(
                    handle.createQuery("select distinct f.image from image_finding f join image i on i.id = f.image"
                                    + " where i.project_id = :projectId and f.word = :word and f.word <> ''")
                            .bind("projectId", projectId)
                            .bind("word", id)
                            .mapTo(String.class)
                            .list());
            handle.createUpdate("delete from image_finding where word = :word and word <> ''"
                            + " and image in (select id from image where project_id = :projectId)")
                    .bind("projectId", projectId)
                    .bind("word", id)
                    .execute();
        }
        return images;
    }

    private static List<Read> read(Handle handle, String projectId) {
        return handle.createQuery("select id, registry_id, namespace, name, version, scanner from image"
                        + " where project_id = :projectId and registry_id <> '' order by namespace, name, version, id")
                .bind("projectId", projectId)
                .map((row, context) -> new Read(
                        row.getString("id"),
                        row.getString("registry_id"),
                        new ImageName(row.getString("namespace"), row.getString("name"), row.getString("version"), "")
                                .text(),
                        row.getString("scanner")))
                .list();
    }

    private record Read(String id, String registryId, String reference, String scanner) {}
}
