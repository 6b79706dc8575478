package dev.watchword.agent.images;

import dev.watchword.account.AccountStores;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.scan.CpuShare;
import dev.watchword.agent.scan.HostRules;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Auditor;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.Mask;
import dev.watchword.audit.Pace;
import dev.watchword.audit.image.ImageInventory;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.image.Image;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageRef;
import dev.watchword.image.ImageSource;
import dev.watchword.image.Platform;
import dev.watchword.image.registry.AddressRule;
import dev.watchword.image.registry.Credentials;
import dev.watchword.image.registry.RegistryImages;
import dev.watchword.image.registry.RegistrySettings;
import dev.watchword.image.registry.RegistryUnavailable;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does one job on images: lists what a registry has, or reads an image and tries its accounts within the limits. An image for several
 * platforms is read as this machine would run it, else as the first of them. What is remembered between jobs is what the store of
 * kept files holds, and what was tried. Belongs to one thread.
 */
public final class ImageScanner {

    private static final System.Logger LOG = System.getLogger(ImageScanner.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Machine machine;
    private final ImageSettings settings;
    private final ScanLimits limits;
    private final HostRules rules;
    private final KeptFiles kept;
    private final ImageMemory memory;
    private final Pace pace;

    /**
     * A scanner.
     *
     * @param limits the CPU time of an image is that of a scan which somebody waits for
     * @param rules reads what an image demands of new passwords
     * @param kept what was read before
     * @param memory what was tried before
     */
    public ImageScanner(
            Machine machine,
            ImageSettings settings,
            ScanLimits limits,
            HostRules rules,
            KeptFiles kept,
            ImageMemory memory) {
        this.machine = machine;
        this.settings = settings;
        this.limits = limits;
        this.rules = rules;
        this.kept = kept;
        this.memory = memory;
        this.pace = settings.cpuShare() >= 1
                ? Pace.UNBOUNDED
                : new CpuShare(machine, age(), ImageScanner::processCpuNanos, settings.cpuShare());
    }

    private static long age() {
        return TimeUnit.MILLISECONDS.toNanos(
                ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static long processCpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    /** Does a job to its end, whatever the registry and the image are like. */
    public ImageJobResult work(ImageTask task) {
        ImageJob job = task.job();
        try {
            return switch (job.kind()) {
                case ImageJob.LIST -> new ImageLister(job, registry(task)).result();
                case ImageJob.SCAN -> read(task, job.reference());
                case ImageJob.RECHECK -> read(task, pinned(job));
                default -> Results.failed(job, "this scanner does not know jobs of this kind", false);
            };
        } catch (RegistryUnavailable e) {
            return Results.failed(job, e.reason(), true);
        } catch (IOException e) {
            return Results.failed(job, ImageFailure.reasonOf(e), false);
        } finally {
            kept.endJob();
        }
    }

    /** The content that was read before, whatever the tag means now; what the tag means, when nothing was read to its end yet. */
    private static String pinned(ImageJob job) {
        if (job.imageId().isEmpty()) {
            return job.reference();
        }
        int colon = job.reference().indexOf(':');
        String repository = colon < 0 ? job.reference() : job.reference().substring(0, colon);
        return repository + "@" + job.imageId();
    }

    private RegistrySettings registry(ImageTask task) {
        ImageJob.Registry registry = task.job().registry();
        return new RegistrySettings(
                registry.privateAddresses() ? new AddressRule(settings.addresses()) : AddressRule.PUBLIC,
                Set.copyOf(registry.allowedHosts()),
                registry.plainHttp(),
                Optional.of(registry.authority()).filter(pem -> !pem.isEmpty()),
                task.userName().isEmpty()
                        ? Credentials.NONE
                        : Credentials.of(registry.host(), task.userName(), task.password()),
                TIMEOUT);
    }

    private ImageJobResult read(ImageTask task, String name) throws IOException {
        ImageJob job = task.job();
        Optional<ImageRef> reference = ImageRef.in(job.registry().host(), name);
        if (reference.isEmpty()) {
            return Results.failed(job, "no reference to an image", false);
        }
        try (RegistryImages images =
                RegistryImages.open(reference.get(), registry(task), ImageLimits.DEFAULT, ImageScanner::isReal, kept)) {
            Optional<Image> image = chosen(images.images());
            if (image.isEmpty()) {
                return Results.failed(job, refusal(images.images()), false);
            }
            return audited(task, paced(image.get()), reference.get());
        }
    }

    /** What is no image of any platform (an attestation) calls itself unknown. */
    private static boolean isReal(Platform platform) {
        return !platform.os().equals("unknown");
    }

    private static Optional<Image> chosen(List<ImageSource.Found> found) {
        List<Image> images = found.stream()
                .flatMap(each -> each instanceof ImageSource.Found.Readable readable
                        ? Stream.of(readable.image())
                        : Stream.empty())
                .toList();
        return images.stream()
                .filter(image -> Platform.ofThisMachine().covers(image.config().platform()))
                .findFirst()
                .or(() -> images.stream().findFirst());
    }

    private static String refusal(List<ImageSource.Found> found) {
        return found.stream()
                .flatMap(each -> each instanceof ImageSource.Found.Refused refused
                        ? Stream.of(refused.reason())
                        : Stream.empty())
                .findFirst()
                .orElse("there is no image behind the name");
    }

    private Image paced(Image image) {
        return new Image(
                image.name(),
                image.digest(),
                image.config(),
                image.layers(),
                layer -> new PacedStream(image.blobs().open(layer), pace));
    }

    private ImageJobResult audited(ImageTask task, Image image, ImageRef reference) {
        Instant startedAt = now();
        Inventory inventory = new Inventory();
        ImageRules demanded = new ImageRules(rules);
        ImageInventory.read(image, AccountStores.all(), kept, ImageLimits.DEFAULT, inventory, demanded);
        boolean ranked = task.job().kind().equals(ImageJob.SCAN);
        AuditOptions options = options(task.job(), ranked, reference);
        AuditReport report = new Auditor(
                        options,
                        ranked ? Wordlist.builtIn().fetched() : Wordlist.empty(),
                        new Derivation(),
                        this::now,
                        pace)
                .run(image.name(), startedAt, inventory, memory.of(task.job(), reference), progress -> {}, () -> false);
        long digests = report.effort().hashes();
        memory.keep(Math.toIntExact(options.today().toEpochDay()), digests);
        LOG.log(System.Logger.Level.INFO, "{0}: {1} hashes computed", task.job(), Long.toString(digests));
        ImageFindings findings = new ImageFindings(task.job());
        return findings.result(image.digest(), report, demanded.found());
    }

    private AuditOptions options(ImageJob job, boolean ranked, ImageRef reference) {
        String repository = reference.repository();
        return new AuditOptions(
                limits.asked(),
                limits.guess(),
                Wordlist.custom(job.words().stream()
                        .map(word -> word.text().getBytes(StandardCharsets.UTF_8))
                        .toList()),
                ranked,
                ranked ? repository.substring(repository.lastIndexOf('/') + 1) : "",
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                1,
                LocalDate.ofInstant(now(), ZoneOffset.UTC));
    }

    private Instant now() {
        return Instant.ofEpochMilli(machine.wallClock());
    }
}
