package dev.watchword.agent.images;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.Duty;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobLease;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageWork;
import dev.watchword.protocol.LoginTerms;
import dev.watchword.protocol.RegistryLogin;
import dev.watchword.protocol.SealedLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes jobs on images from the server, one at a time: asks whether there is work, leases a job, has it done, lets the lease go on
 * meanwhile, and tells how it ended. Nothing of it is kept on the disk: when the agent dies, the lease runs out and somebody else does the
 * job. A job whose lease is over is dropped, whatever it found. Belongs to the loop's thread.
 */
public final class ImageJobs implements Duty {

    /** A third of the lease: two renewals may get lost. */
    static final Duration RENEWAL = Duration.ofSeconds(40);

    /** A job that is not done by then is ended: reading and trying have limits of their own that come first. */
    static final Duration LONGEST = Duration.ofMinutes(45);

    private static final System.Logger LOG = System.getLogger(ImageJobs.class.getName());
    private static final String PATH = "/v1/agents/image-jobs";
    private static final String NO_SCANNER = "WW.0106";
    private static final int SMALL_ANSWER = 64 << 10;
    private static final int LEASE_ANSWER = 4 << 20;

    /** The server takes 600 calls in ten minutes of an agent, and a job needs two and its renewals. */
    private static final int MOST_LEASES = 200;

    private static final Duration QUOTA = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Machine machine;
    private final Membership membership;
    private final Link link;
    private final JobRunner work;
    private Optional<Running> running = Optional.empty();
    private Optional<ImageJobResult> result = Optional.empty();
    private long askAt;

    /** Whether there may be another job where the last one came from. */
    private boolean more;

    /** When the newest leases were given, the oldest first. */
    private final Deque<Long> leases = new ArrayDeque<>();

    private record Running(ImageJob job, long begunAt, long renewedAt) {
        Running renewed(long now) {
            return new Running(job, begunAt, now);
        }
    }

    private record Renewal(String jobId, String leaseId) {}

    public ImageJobs(Machine machine, Membership membership, Link link, JobRunner work) {
        this.machine = machine;
        this.membership = membership;
        this.link = link;
        this.work = work;
        this.askAt = machine.elapsed();
    }

    @Override
    public Optional<Outcome> turn() throws IOException, InterruptedException {
        if (running.isPresent()) {
            Optional<Outcome> trouble = goOn(running.get());
            if (trouble.isPresent() || running.isPresent()) {
                return trouble;
            }
        }
        if (machine.elapsed() - askAt < 0) {
            return Optional.empty();
        }
        return more ? lease() : ask();
    }

    @Override
    public Duration pause() {
        return running.isPresent() ? LOOK : Duration.ofNanos(Math.max(0, askAt - machine.elapsed()));
    }

    @Override
    public void close() {
        work.close();
        running = Optional.empty();
        result = Optional.empty();
    }

    private Optional<Outcome> goOn(Running now) throws IOException, InterruptedException {
        if (result.isEmpty()) {
            result = work.ended();
        }
        if (result.isEmpty() && machine.elapsed() - now.begunAt() >= LONGEST.toNanos()) {
            work.drop();
            result = Optional.of(
                    Results.incomplete(now.job(), "limit time: not done within " + LONGEST.toMinutes() + " minutes"));
        }
        if (result.isPresent()) {
            return finish(result.get());
        }
        return machine.elapsed() - now.renewedAt() >= RENEWAL.toNanos() ? renew(now) : Optional.empty();
    }

    private Optional<Outcome> renew(Running now) throws IOException, InterruptedException {
        Renewal renewal = new Renewal(now.job().id(), now.job().leaseId());
        Outcome outcome = link.post(PATH + "/renew", Wire.write(renewal), SMALL_ANSWER);
        switch (outcome) {
            case Outcome.Answered answered -> {
                running = Optional.of(now.renewed(machine.elapsed()));
                return Optional.empty();
            }
            case Outcome.Refused refused -> {
                LOG.log(System.Logger.Level.INFO, "{0} is dropped: its lease is over ({1})", now.job(), refused.code());
                work.drop();
                over();
                return Optional.empty();
            }
            case Outcome.Later later -> {
                return Optional.of(later);
            }
            case Outcome.Denied denied -> {
                work.drop();
                over();
                return Optional.of(denied);
            }
        }
    }

    private Optional<Outcome> finish(ImageJobResult ended) throws IOException, InterruptedException {
        Outcome outcome = link.post(PATH + "/finish", Wire.write(ended), SMALL_ANSWER);
        switch (outcome) {
            case Outcome.Answered answered -> {
                over();
                return Optional.empty();
            }
            case Outcome.Refused refused -> {
                // Somebody else has the job, or it was canceled; anything else would be refused for ever.
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the server does not want what came of job {0}: {1} {2}",
                        ended.jobId(),
                        refused.status(),
                        refused.code());
                over();
                return Optional.empty();
            }
            case Outcome.Later later -> {
                return Optional.of(later);
            }
            case Outcome.Denied denied -> {
                over();
                return Optional.of(denied);
            }
        }
    }

    private void over() {
        running = Optional.empty();
        result = Optional.empty();
        askAt = machine.elapsed();
        more = true;
        if (leases.size() == MOST_LEASES) {
            askAt = Math.max(askAt, leases.removeFirst() + QUOTA.toNanos());
        }
    }

    private Optional<Outcome> ask() throws IOException, InterruptedException {
        Outcome outcome = link.get(PATH, "", SMALL_ANSWER);
        if (!(outcome instanceof Outcome.Answered answered)) {
            return untold(outcome);
        }
        Optional<ImageWork> told = Wire.read(answered.body(), ImageWork.class);
        if (told.filter(some -> some.waiting() > 0).isPresent()) {
            return lease();
        }
        work.rest();
        wait(Duration.ofSeconds(told.map(ImageWork::waitSeconds).orElse(60)));
        return Optional.empty();
    }

    private Optional<Outcome> lease() throws IOException, InterruptedException {
        Outcome outcome = link.post(PATH + "/lease", new byte[0], LEASE_ANSWER);
        if (!(outcome instanceof Outcome.Answered answered)) {
            return untold(outcome);
        }
        Optional<ImageJob> job = Wire.read(answered.body(), ImageJobLease.class)
                .flatMap(lease -> lease.jobs().stream().findFirst());
        if (job.isEmpty()) {
            // Another scanner was quicker, or that was the last one.
            more = false;
            return Optional.empty();
        }
        long now = machine.elapsed();
        running = Optional.of(new Running(job.get(), now, now));
        leases.addLast(now);
        task(job.get())
                .ifPresentOrElse(
                        work::begin,
                        () -> result = Optional.of(Results.failed(
                                job.get(),
                                "the registry's login is not for this scanner, or not by its server",
                                false)));
        return Optional.empty();
    }

    /** The task; empty when the login that belongs to it cannot be opened. */
    private Optional<ImageTask> task(ImageJob job) {
        if (job.registry().login().isEmpty()) {
            return Optional.of(ImageTask.anonymous(job));
        }
        LoginTerms terms = new LoginTerms(
                membership.agentId(), job.id(), job.leaseId(), job.registry().host());
        Optional<RegistryLogin> login = SealedLogin.parse(job.registry().login())
                .flatMap(envelope ->
                        envelope.open(terms, List.of(membership.keys().opening()), Set.copyOf(link.serverKeys())));
        return login.map(one -> ImageTask.of(job, one));
    }

    private Optional<Outcome> untold(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            boolean noScanner = refused.code().equals(NO_SCANNER);
            LOG.log(System.Logger.Level.WARNING, "the server gives no images to read: {0}", refused.code());
            more = false;
            wait(noScanner ? LONGEST_WAIT : Duration.ofMinutes(1));
            return Optional.empty();
        }
        return Optional.of(outcome);
    }

    private void wait(Duration asked) {
        long millis = Math.clamp(asked.toMillis(), LEAST_WAIT.toMillis(), LONGEST_WAIT.toMillis());
        askAt = machine.elapsed() + Duration.ofMillis(millis).toNanos();
    }
}
