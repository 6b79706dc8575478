package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.LoginTerms;
import dev.watchword.protocol.SealedLogin;
import dev.watchword.server.Ids;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.images.ImageIntake;
import dev.watchword.server.registries.Registries;
import dev.watchword.server.registries.Registry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Hands jobs to scanners, in the caller's own transaction. Safe for use by many threads. */
final class Leases {

    /** Jobs that turn out to be void while one is looked for. */
    private static final int VOID = 1_000;

    private final Jobs jobs;
    private final Scans scans;
    private final WordChanges changes;
    private final Registries registries;
    private final ServerKeys keys;

    Leases(Jobs jobs, Scans scans, WordChanges changes, Registries registries, ServerKeys keys) {
        this.jobs = jobs;
        this.scans = scans;
        this.changes = changes;
        this.registries = registries;
        this.keys = keys;
    }

    /** Leases the next job to a scanner. */
    Optional<ImageJob> lease(Handle handle, Agent scanner, long now) {
        takeBack(handle, now);
        for (int i = 0; i < VOID; i++) {
            Optional<Job> next = jobs.next(handle, scanner.projectId(), scanner.id(), now);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<ImageJob> leased = lease(handle, scanner, next.get(), now);
            if (leased.isPresent()) {
                return leased;
            }
        }
        return Optional.empty();
    }

    /** Takes back what vanished scanners had leased. */
    void takeBack(Handle handle, long now) {
        for (Job job : jobs.expired(handle, now)) {
            if (Jobs.hasAttempts(job)) {
                jobs.again(handle, job, Jobs.LOST, now);
            } else {
                fail(handle, job, Jobs.LOST, now);
            }
        }
    }

    /** Ends a job for good; what is known of its image is known to be incomplete from now on. */
    void fail(Handle handle, Job job, String reason, long now) {
        jobs.end(handle, job, "failed", reason, now);
        imageOf(handle, job).ifPresent(image -> ImageIntake.mark(handle, image, Jobs.bounded(reason)));
    }

    private Optional<ImageJob> lease(Handle handle, Agent scanner, Job job, long now) {
        Optional<Registry> registry = registries.find(handle, job.projectId(), job.registryId());
        if (registry.isEmpty()) {
            jobs.end(handle, job, "canceled", ImageScanning.REGISTRY_DELETED, now);
            return Optional.empty();
        }
        List<ImageJob.Word> words = job.kind().equals(ImageJob.LIST) ? List.of() : changes.toTry(handle, job);
        if (job.kind().equals(ImageJob.RECHECK) && words.isEmpty()) {
            jobs.end(handle, job, "done", "", now);
            return Optional.empty();
        }
        String leaseId = Ids.uuid();
        jobs.lease(handle, job, scanner.id(), leaseId, changes.version(handle, job.projectId()), now);
        registries.used(handle, job.registryId(), now);
        LoginTerms terms =
                new LoginTerms(scanner.id(), job.id(), leaseId, registry.get().host());
        return Optional.of(new ImageJob(
                job.id(),
                leaseId,
                job.kind(),
                (int) (Jobs.LEASE / 1_000),
                told(registry.get(), login(handle, scanner, registry.get(), terms)),
                job.reference(),
                job.image().isEmpty() ? "" : digest(handle, job.image()),
                patterns(handle, job),
                words));
    }

    private String login(Handle handle, Agent scanner, Registry registry, LoginTerms terms) {
        return registries
                .login(handle, registry.id())
                .map(login -> SealedLogin.seal(keys.current(handle), scanner.sealing(), terms, login)
                        .toText())
                .orElse("");
    }

    private static ImageJob.Registry told(Registry registry, String login) {
        return new ImageJob.Registry(
                registry.host(),
                registry.plainHttp(),
                registry.privateAddresses(),
                registry.allowedHosts(),
                registry.authority(),
                login);
    }

    private List<String> patterns(Handle handle, Job job) {
        return job.kind().equals(ImageJob.LIST)
                ? scans.find(handle, job.projectId(), job.scanId()).orElseThrow().patterns().stream()
                        .filter(each -> each.contains("*"))
                        .toList()
                : List.of();
    }

    private static String digest(Handle handle, String image) {
        return handle.createQuery("select image_id from image where id = :id")
                .bind("id", image)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    /** The image that a job is about, if it was read before. */
    static Optional<String> imageOf(Handle handle, Job job) {
        if (!job.image().isEmpty()) {
            return Optional.of(job.image());
        }
        return ImageName.parse(job.reference())
                .flatMap(name -> handle.createQuery("select id from image where project_id = :projectId"
                                + " and registry_id = :registryId and namespace = :namespace and name = :name"
                                + " and version = :tag")
                        .bindMethods(name)
                        .bind("projectId", job.projectId())
                        .bind("registryId", job.registryId())
                        .mapTo(String.class)
                        .findFirst());
    }
}
