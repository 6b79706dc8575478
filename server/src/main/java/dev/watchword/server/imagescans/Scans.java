package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImagePattern;
import dev.watchword.server.Ids;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The table of scans, in the caller's own transaction. Safe for use by many threads. */
final class Scans {

    /** Jobs of a project that wait or run. */
    static final int MOST_OPEN = 100_000;

    /** How long a scan that has ended is kept, in milliseconds. */
    static final long KEPT = 30 * 86_400_000L;

    private static final String COLUMNS =
            "select id, project_id, registry_id, cause, patterns, created_by, created_at from image_scan ";

    private final Jobs jobs;

    Scans(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The images that somebody asks for, checked: names as they are, patterns as they are. */
    static List<String> checked(List<String> asked, Service service) {
        Set<String> images = new LinkedHashSet<>();
        for (String text : asked) {
            if (text.contains("*")) {
                images.add(ImagePattern.parse(text)
                        .orElseThrow(() -> illegal(service))
                        .text());
            } else {
                images.add(ImageName.parse(text)
                        .orElseThrow(() -> illegal(service))
                        .text());
            }
        }
        return List.copyOf(images);
    }

    /**
     * Asks for images.
     *
     * @param images as {@link #checked} gave them
     */
    ImageScan request(
            Handle handle,
            String projectId,
            String registryId,
            String cause,
            List<String> images,
            String userId,
            Service service,
            long now) {
        if (jobs.open(handle, projectId) + images.size() > MOST_OPEN) {
            throw service.invalid("images", "there are " + MOST_OPEN + " images waiting already");
        }
        ImageScan scan = begin(handle, projectId, registryId, cause, images, userId, now);
        if (images.stream().anyMatch(image -> image.contains("*"))) {
            jobs.add(handle, scan, ImageJob.LIST, "", "", "", "", now);
        }
        images.stream()
                .filter(image -> !image.contains("*"))
                .forEach(image -> jobs.add(handle, scan, ImageJob.SCAN, image, "", "", "", now));
        return scan;
    }

    /** A scan without jobs yet. */
    ImageScan begin(
            Handle handle,
            String projectId,
            String registryId,
            String cause,
            List<String> images,
            String userId,
            long now) {
        ImageScan scan = new ImageScan(Ids.uuid(), projectId, registryId, cause, images, userId, now);
        handle.createUpdate("insert into image_scan (id, project_id, registry_id, cause, patterns, created_by,"
                        + " created_at) values (:id, :projectId, :registryId, :cause, :images, :createdBy, :createdAt)")
                .bindMethods(scan)
                .bind("images", String.join("\n", images))
                .execute();
        return scan;
    }

    Optional<ImageScan> find(Handle handle, String projectId, String id) {
        return handle.createQuery(COLUMNS + "where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .map((row, context) -> scan(row))
                .findOne();
    }

    int count(Handle handle, String projectId) {
        return handle.createQuery("select count(*) from image_scan where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Integer.class)
                .one();
    }

    /** The project's, the newest first. */
    List<ImageScan> page(Handle handle, String projectId, int limit, int offset) {
        return handle.createQuery(COLUMNS + "where project_id = :projectId order by created_at desc, id"
                        + " limit :limit offset :offset")
                .bind("projectId", projectId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> scan(row))
                .list();
    }

    /** Deletes what ended long ago. */
    void forget(Handle handle, long now) {
        handle.createUpdate(
                        "delete from image_scan where created_at < :before and not exists (select 1 from image_job j"
                                + " where j.scan_id = image_scan.id and j.state in ('waiting', 'running'))")
                .bind("before", now - KEPT)
                .execute();
    }

    private static ApiError illegal(Service service) {
        return service.invalid("images", "each must be a repository with or without a tag, or a pattern of such names");
    }

    private static ImageScan scan(ResultSet row) throws SQLException {
        return new ImageScan(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("registry_id"),
                row.getString("cause"),
                Arrays.stream(row.getString("patterns").split("\n"))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                row.getString("created_by"),
                row.getLong("created_at"));
    }
}
