package dev.watchword.server.imagescans;

import java.util.List;

/**
 * A scan of images of one registry.
 *
 * @param id a UUID
 * @param projectId whose
 * @param registryId where
 * @param cause {@code request}, {@code schedule} or {@code words}
 * @param patterns names and patterns of images; none when the words changed
 * @param createdBy the user's id, {@code ""} for a schedule
 * @param createdAt epoch milliseconds
 */
public record ImageScan(
        String id,
        String projectId,
        String registryId,
        String cause,
        List<String> patterns,
        String createdBy,
        long createdAt) {

    public ImageScan {
        patterns = List.copyOf(patterns);
    }
}
