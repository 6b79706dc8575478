package dev.watchword.agent.images;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobResult;
import java.util.List;

/** How jobs end that have nothing to tell but that. */
final class Results {

    private static final int LONGEST = 2_000;

    private Results() {}

    /**
     * A job that failed.
     *
     * @param retry whether it may end better another time
     */
    static ImageJobResult failed(ImageJob job, String reason, boolean retry) {
        return ended(job, ImageJobResult.FAILED, reason, retry);
    }

    /** A job that ended before its end, and found nothing until then. */
    static ImageJobResult incomplete(ImageJob job, String reason) {
        return ended(job, ImageJobResult.INCOMPLETE, reason, false);
    }

    private static ImageJobResult ended(ImageJob job, String outcome, String reason, boolean retry) {
        String imageId = job.kind().equals(ImageJob.RECHECK) ? job.imageId() : "";
        return new ImageJobResult(
                job.id(), job.leaseId(), outcome, line(reason), retry, imageId, List.of(), List.of(), List.of());
    }

    /** One line that is not empty and fits. */
    static String line(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}", " ").strip();
        String whole = line.isEmpty() ? "nothing is known of the reason" : line;
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }
}
