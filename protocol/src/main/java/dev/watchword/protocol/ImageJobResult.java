package dev.watchword.protocol;

import java.util.List;

/**
 * How a job ended. Holds masks, never a password or a hash. Which image it is about the server knows from the job.
 *
 * @param jobId which job
 * @param leaseId under which lease
 * @param outcome {@code done}, {@code incomplete} (something of it could not be read: what is told counts), or {@code failed}
 * @param reason one line, {@code ""} when it is done
 * @param retry whether a failed job may end better another time
 * @param imageId the digest that was read, {@code ""} when none was
 * @param images what a list found, each {@code repository:tag}
 * @param findings accounts that somebody must act on
 * @param rules what the image's own password rules demand, at most one
 */
public record ImageJobResult(
        String jobId,
        String leaseId,
        String outcome,
        String reason,
        boolean retry,
        String imageId,
        List<String> images,
        List<ImageReport.Finding> findings,
        List<ScanReport.Rules> rules) {

    public static final String DONE = "done";
    public static final String INCOMPLETE = "incomplete";
    public static final String FAILED = "failed";

    public ImageJobResult {
        images = List.copyOf(images);
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
    }
}
