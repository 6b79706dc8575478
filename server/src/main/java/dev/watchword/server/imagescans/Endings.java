package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImagePattern;
import dev.watchword.protocol.ImageReport;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.http.Service;
import dev.watchword.server.images.ImageIntake;
import dev.watchword.server.images.ImageOrigin;
import dev.watchword.server.registries.Registries;
import dev.watchword.server.registries.Registry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Takes what scanners say of jobs that they have leased, in the caller's own transaction. Safe for use by many threads. */
final class Endings {

    /** Why a scan of patterns is incomplete: there are more images than it may name. */
    static final String TOO_MANY = "too_many_images";

    private static final String CHANGED = "image_changed";

    private final Jobs jobs;
    private final Scans scans;
    private final Leases leases;
    private final WordChanges changes;
    private final Registries registries;

    Endings(Jobs jobs, Scans scans, Leases leases, WordChanges changes, Registries registries) {
        this.jobs = jobs;
        this.scans = scans;
        this.leases = leases;
        this.changes = changes;
        this.registries = registries;
    }

    /**
     * Ends a job; the same result again changes nothing.
     *
     * @return false when the lease is over
     */
    boolean finish(Handle handle, Agent scanner, ImageJobResult result, long now) {
        Optional<Job> leased = jobs.find(handle, scanner.projectId(), result.jobId())
                .filter(job -> job.leaseId().equals(result.leaseId()))
                .filter(job -> job.scanner().equals(scanner.id()));
        if (leased.isEmpty()) {
            return false;
        }
        Job job = leased.get();
        if (job.hasEnded()) {
            return true;
        }
        if (!job.state().equals("running")) {
            return false;
        }
        if (result.outcome().equals(ImageJobResult.FAILED)) {
            failed(handle, job, result, now);
            return true;
        }
        switch (job.kind()) {
            case ImageJob.LIST -> listed(handle, job, result, now);
            case ImageJob.SCAN -> scanned(handle, job, result, now);
            case ImageJob.RECHECK -> rechecked(handle, job, result, now);
            default -> throw new IllegalStateException("a job of an unknown kind: " + job.kind());
        }
        return true;
    }

    private void failed(Handle handle, Job job, ImageJobResult result, long now) {
        if (result.retry() && Jobs.hasAttempts(job)) {
            jobs.again(handle, job, result.reason(), now + Jobs.pause(job));
        } else {
            leases.fail(handle, job, result.reason(), now);
        }
    }

    private void listed(Handle handle, Job job, ImageJobResult result, long now) {
        ImageScan scan = scans.find(handle, job.projectId(), job.scanId()).orElseThrow();
        List<ImagePattern> patterns = scan.patterns().stream()
                .flatMap(each -> ImagePattern.parse(each).stream())
                .toList();
        Set<String> found = new LinkedHashSet<>();
        for (String image : result.images()) {
            ImageName name = ImageName.parse(image)
                    .filter(each -> patterns.stream().anyMatch(pattern -> pattern.matches(each.text())))
                    .orElseThrow(() -> Service.WATCHWORD.invalid("images", "one was not asked for"));
            found.add(name.text());
        }
        // What is named by itself too has its job already.
        scan.patterns().forEach(found::remove);
        int room = Scans.MOST_OPEN - jobs.open(handle, job.projectId());
        found.stream()
                .limit(Math.max(0, room))
                .forEach(image -> jobs.add(handle, scan, ImageJob.SCAN, image, "", "", "", now));
        if (found.size() > room) {
            jobs.end(handle, job, ImageJobResult.INCOMPLETE, TOO_MANY, now);
        } else {
            jobs.end(handle, job, result.outcome(), result.reason(), now);
        }
    }

    private void scanned(Handle handle, Job job, ImageJobResult result, long now) {
        Optional<Registry> registry = registries.find(handle, job.projectId(), job.registryId());
        if (registry.isEmpty()) {
            jobs.end(handle, job, "canceled", ImageScanning.REGISTRY_DELETED, now);
            return;
        }
        if (result.outcome().equals(ImageJobResult.DONE) && result.imageId().isEmpty()) {
            throw Service.WATCHWORD.invalid("image_id", "it is needed of an image that was read");
        }
        ImageName name = ImageName.parse(job.reference()).orElseThrow();
        ImageReport.Image image = new ImageReport.Image(
                registry.get().imageType(),
                registry.get().registryType(),
                registry.get().instanceId(),
                name.namespace(),
                name.name(),
                name.tag(),
                result.imageId(),
                registry.get().enterpriseProjectId());
        ImageOrigin origin = new ImageOrigin(
                job.projectId(), job.registryId(), registry.get().host(), job.scanner());
        String id = ImageIntake.record(handle, origin, report(handle, job, image, result, now), now);
        jobs.end(handle, job, result.outcome(), result.reason(), now);
        if (job.words() != changes.version(handle, job.projectId())) {
            // The words changed while it was read, when nobody knew the image yet: they are tried now.
            ImageScan scan = scans.find(handle, job.projectId(), job.scanId()).orElseThrow();
            jobs.add(handle, scan, ImageJob.RECHECK, job.reference(), id, "", job.scanner(), now);
        }
    }

    private void rechecked(Handle handle, Job job, ImageJobResult result, long now) {
        Optional<ImageReport.Image> known = image(handle, job.image());
        if (known.isEmpty() || !known.get().imageId().equals(result.imageId())) {
            // It was read again since, with the words that are on the list now.
            jobs.end(handle, job, ImageJobResult.DONE, CHANGED, now);
            return;
        }
        ImageIntake.addTo(handle, job.image(), report(handle, job, known.get(), result, now));
        if (result.outcome().equals(ImageJobResult.INCOMPLETE)) {
            ImageIntake.mark(handle, job.image(), Jobs.bounded(result.reason()));
        }
        jobs.end(handle, job, result.outcome(), result.reason(), now);
    }

    /** The report in the form of the intake, without findings of words that were removed meanwhile. */
    private ImageReport report(Handle handle, Job job, ImageReport.Image image, ImageJobResult result, long now) {
        Set<String> words = changes.ids(handle, job.projectId());
        List<ImageReport.Finding> findings = result.findings().stream()
                .filter(finding -> finding.word().isEmpty() || words.contains(finding.word()))
                .toList();
        String incomplete = result.outcome().equals(ImageJobResult.INCOMPLETE) ? result.reason() : "";
        return new ImageReport(job.leaseId(), now, image, incomplete, findings, result.rules());
    }

    private static Optional<ImageReport.Image> image(Handle handle, String id) {
        return handle.createQuery("select image_type, registry_type, instance_id, namespace, name, version, image_id,"
                        + " enterprise_project_id from image where id = :id")
                .bind("id", id)
                .map((row, context) -> new ImageReport.Image(
                        row.getString("image_type"),
                        row.getString("registry_type"),
                        row.getString("instance_id"),
                        row.getString("namespace"),
                        row.getString("name"),
                        row.getString("version"),
                        row.getString("image_id"),
                        row.getString("enterprise_project_id")))
                .findOne();
    }
}
