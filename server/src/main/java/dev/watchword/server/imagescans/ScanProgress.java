package dev.watchword.server.imagescans;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How far a scan is: how many of its jobs are in which state.
 *
 * @param waiting for a scanner
 * @param running now
 * @param done to their end
 * @param incomplete because something could not be read
 * @param failed for good
 * @param canceled by somebody
 */
record ScanProgress(int waiting, int running, int done, int incomplete, int failed, int canceled) {

    static ScanProgress of(Handle handle, String scanId) {
        Map<String, Integer> counts = new HashMap<>();
        handle.createQuery("select state, count(*) as jobs from image_job where scan_id = :scanId group by state")
                .bind("scanId", scanId)
                .map((row, context) -> Map.entry(row.getString("state"), row.getInt("jobs")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return new ScanProgress(
                counts.getOrDefault("waiting", 0),
                counts.getOrDefault("running", 0),
                counts.getOrDefault("done", 0),
                counts.getOrDefault("incomplete", 0),
                counts.getOrDefault("failed", 0),
                counts.getOrDefault("canceled", 0));
    }

    int total() {
        return waiting + running + done + incomplete + failed + canceled;
    }

    boolean isOpen() {
        return waiting + running > 0;
    }

    /** One word for all; {@code done} only when every image was read to its end. */
    String state() {
        if (isOpen()) {
            return running + done + incomplete + failed > 0 ? "running" : "waiting";
        }
        if (canceled > 0) {
            return "canceled";
        }
        if (failed > 0 && failed == total()) {
            return "failed";
        }
        return failed + incomplete > 0 ? "incomplete" : "done";
    }
}
