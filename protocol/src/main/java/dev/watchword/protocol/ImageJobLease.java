package dev.watchword.protocol;

import java.util.List;

/**
 * What a scanner that asks for a job gets.
 *
 * @param jobs at most one
 */
public record ImageJobLease(List<ImageJob> jobs) {

    public ImageJobLease {
        jobs = List.copyOf(jobs);
    }
}
