package dev.watchword.server.images;

import dev.watchword.protocol.ImageReport;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.baseline.PasswordRules;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import dev.watchword.server.weakpasswords.ReportCheck;
import dev.watchword.server.weakpasswords.ServiceTypes;
import dev.watchword.server.weakpasswords.StoredText;
import dev.watchword.server.weakpasswords.Weakness;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Takes what scanners report of images into the state. An image is known by its registry and its place there: the same tag
 * with another content replaces what was known of it. Safe for use by many threads.
 */
public final class ImageIntake {

    /** The vendor's kinds of images. */
    static final Set<String> IMAGE_TYPES =
            Set.of("private_image", "shared_image", "instance_image", "registry", "cicd");

    /** The vendor's kinds of registries. */
    static final Set<String> REGISTRY_TYPES =
            Set.of("SwrPrivate", "SwrShared", "SwrEnterprise", "Harbor", "Jfrog", "Other");

    private static final int NAME = 4_096;

    private ImageIntake() {}

    /**
     * Takes a report, in the caller's transaction; the same report again changes nothing, nor does an older one.
     *
     * @param origin where it was read
     * @param now epoch milliseconds; a report that claims to be from later counts as from now
     * @return the image's id
     * @throws ApiError 400 {@code WW.0001} when the report is beyond its limits
     */
    public static String record(Handle handle, ImageOrigin origin, ImageReport report, long now) {
        require(report);
        long at = Math.min(report.finishedAt(), now);
        Optional<Known> before = known(handle, origin, report.image());
        if (before.filter(known -> known.scanId().equals(report.scanId()) || known.scannedAt() > at)
                .isPresent()) {
            return before.get().id();
        }
        String id = before.map(Known::id).orElseGet(Ids::uuid);
        keep(handle, origin, id, report, at);
        forget(handle, id, report);
        add(handle, id, report.findings());
        rules(handle, id, report);
        if (report.incomplete().isEmpty()) {
            forgetFormer(handle, origin, report.image());
        }
        return id;
    }

    /**
     * Adds what a trial of new words alone found, in the caller's transaction: it says nothing of what it does not mention,
     * and nothing new of an account whose password is known already.
     *
     * @throws ApiError 400 {@code WW.0001} when the report is beyond its limits
     */
    public static void addTo(Handle handle, String id, ImageReport report) {
        require(report);
        List<ImageReport.Finding> unknown = report.findings().stream()
                .filter(finding -> !isKnown(handle, id, finding.account()))
                .toList();
        add(handle, id, unknown);
    }

    /** Says why an image is not known to its end any more. */
    public static void mark(Handle handle, String id, String incomplete) {
        handle.createUpdate("update image set incomplete = :incomplete where id = :id")
                .bind("id", id)
                .bind("incomplete", StoredText.of(incomplete))
                .execute();
    }

    private static boolean isKnown(Handle handle, String id, ScanReport.Finding account) {
        return handle.createQuery("select count(*) from image_finding where image = :image and listed"
                                + " and service_type = :service and store = :store and user_name = :user")
                        .bind("image", id)
                        .bind("service", account.serviceType())
                        .bind("store", StoredText.of(account.store()))
                        .bind("user", StoredText.of(account.userName()))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static Optional<Known> known(Handle handle, ImageOrigin origin, ImageReport.Image image) {
        return handle.createQuery("select id, scan_id, latest_scan_time from image where project_id = :projectId"
                        + " and registry_id = :registryId and namespace = :namespace and name = :name"
                        + " and version = :version")
                .bindMethods(origin)
                .bindMethods(stored(image))
                .map((row, context) ->
                        new Known(row.getString("id"), row.getString("scan_id"), row.getLong("latest_scan_time")))
                .findOne();
    }

    /** What was found in the image when its registry was another, which is deleted; older rows do not say its host. */
    private static void forgetFormer(Handle handle, ImageOrigin origin, ImageReport.Image image) {
        handle.createUpdate("delete from image where project_id = :projectId and registry_id = ''"
                        + " and enterprise_project_id = :enterpriseProjectId and (registry_host = :host"
                        + " or registry_host = '' and image_type = :imageType and instance_id = :instanceId)"
                        + " and namespace = :namespace and name = :name and version = :version")
                .bindMethods(origin)
                .bindMethods(stored(image))
                .execute();
    }

    private static void keep(Handle handle, ImageOrigin origin, String id, ImageReport report, long at) {
        ImageReport.Image image = stored(report.image());
        handle.createUpdate("insert into image (id, project_id, enterprise_project_id, registry_id, registry_host,"
                        + " image_type, registry_type, instance_id, namespace, name, version, image_id,"
                        + " namespace_folded, name_folded, version_folded, scan_id, scanner, latest_scan_time,"
                        + " incomplete) values (:id, :projectId, :enterpriseProjectId, :registryId, :host, :imageType,"
                        + " :registryType, :instanceId, :namespace, :name, :version, :imageId, :namespaceFolded,"
                        + " :nameFolded, :versionFolded, :scanId, :scanner, :at, :incomplete)"
                        + " on conflict (id) do update set enterprise_project_id = excluded.enterprise_project_id,"
                        + " registry_host = excluded.registry_host, image_type = excluded.image_type,"
                        + " registry_type = excluded.registry_type, instance_id = excluded.instance_id,"
                        + " image_id = excluded.image_id, scan_id = excluded.scan_id, scanner = excluded.scanner,"
                        + " latest_scan_time = excluded.latest_scan_time, incomplete = excluded.incomplete")
                .bindMethods(origin)
                .bindMethods(image)
                .bind("id", id)
                .bind("namespaceFolded", Folded.of(image.namespace()))
                .bind("nameFolded", Folded.of(image.name()))
                .bind("versionFolded", Folded.of(image.version()))
                .bind("scanId", report.scanId())
                .bind("at", at)
                .bind("incomplete", StoredText.of(report.incomplete()))
                .execute();
    }

    /** What a complete report does not mention is gone; an incomplete one speaks for what it mentions. */
    private static void forget(Handle handle, String image, ImageReport report) {
        if (report.incomplete().isEmpty()) {
            handle.createUpdate("delete from image_finding where image = :image")
                    .bind("image", image)
                    .execute();
            return;
        }
        if (report.findings().isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("delete from image_finding where image = :image"
                + " and service_type = :service and store = :store and user_name = :user");
        for (ImageReport.Finding finding : report.findings()) {
            rows.bind("image", image)
                    .bind("service", finding.account().serviceType())
                    .bind("store", StoredText.of(finding.account().store()))
                    .bind("user", StoredText.of(finding.account().userName()))
                    .add();
        }
        rows.execute();
    }

    private static void add(Handle handle, String image, List<ImageReport.Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("insert into image_finding (id, image, service_type, user_name,"
                + " user_name_folded, store, state, weakness, severity, masked, suggestion, password_changed_at, layer,"
                + " layer_line, word, listed, locked) values (:id, :image, :serviceType, :user, :folded, :path, :state, :weakness,"
                + " :severity, :mask, :advice, :passwordChangedAt, :layer, :layerLine, :word, :listed, :locked)");
        for (ImageReport.Finding finding : findings) {
            ScanReport.Finding account = finding.account();
            String user = StoredText.of(account.userName());
            rows.bindMethods(account)
                    .bind("id", Ids.uuid())
                    .bind("image", image)
                    .bind("user", user)
                    .bind("folded", Folded.of(user))
                    .bind("path", StoredText.of(account.store()))
                    .bind("mask", StoredText.of(account.masked()))
                    .bind("advice", StoredText.of(account.suggestion()))
                    .bind("layer", StoredText.of(finding.layer()))
                    .bind("layerLine", StoredText.of(finding.layerLine()))
                    .bind("word", finding.word())
                    .bind(
                            "listed",
                            Weakness.parse(account.weakness()).orElseThrow().listed()
                                    && ServiceTypes.listed(account.serviceType()))
                    .bind("locked", account.state().equals("locked"))
                    .add();
        }
        rows.execute();
    }

    private static void rules(Handle handle, String image, ImageReport report) {
        if (report.rules().isEmpty() && !report.incomplete().isEmpty()) {
            return;
        }
        handle.createUpdate("delete from image_password_rules where image = :image")
                .bind("image", image)
                .execute();
        for (ScanReport.Rules rules : report.rules()) {
            handle.createUpdate("insert into image_password_rules (image, minimum_length, uppercase, lowercase, digits,"
                            + " special) values (:image, :minimumLength, :uppercase, :lowercase, :digits, :special)")
                    .bindMethods(PasswordRules.bounded(rules))
                    .bind("image", image)
                    .execute();
        }
    }

    private static void require(ImageReport report) {
        List<ScanReport.Finding> accounts =
                report.findings().stream().map(ImageReport.Finding::account).toList();
        List<ScanReport.Store> stores = accounts.stream()
                .map(account -> new ScanReport.Store(account.store(), account.serviceType(), ""))
                .distinct()
                .toList();
        ReportCheck.require(new ScanReport(
                report.scanId(),
                report.finishedAt(),
                report.finishedAt(),
                stores,
                List.of(),
                accounts,
                report.rules()));
        ImageReport.Image image = report.image();
        word(IMAGE_TYPES, image.imageType(), "image.image_type");
        word(REGISTRY_TYPES, image.registryType(), "image.registry_type");
        length(0, 128, image.instanceId(), "image.instance_id");
        length(0, NAME, image.namespace(), "image.namespace");
        length(1, NAME, image.name(), "image.name");
        length(0, 256, image.version(), "image.version");
        length(0, 256, image.imageId(), "image.image_id");
        length(1, 256, image.enterpriseProjectId(), "image.enterprise_project_id");
        length(0, 2_048, report.incomplete(), "incomplete");
        report.findings().forEach(finding -> length(0, 256, finding.layer(), "findings.layer"));
        report.findings().forEach(finding -> length(0, 512, finding.layerLine(), "findings.layer_line"));
        report.findings().forEach(finding -> length(0, 64, finding.word(), "findings.word"));
    }

    private static ImageReport.Image stored(ImageReport.Image image) {
        return new ImageReport.Image(
                image.imageType(),
                image.registryType(),
                StoredText.of(image.instanceId()),
                StoredText.of(image.namespace()),
                StoredText.of(image.name()),
                StoredText.of(image.version()),
                StoredText.of(image.imageId()),
                StoredText.of(image.enterpriseProjectId()));
    }

    private static void word(Set<String> words, String word, String field) {
        if (!words.contains(word)) {
            throw Service.WATCHWORD.invalid(
                    field,
                    "it must be one of "
                            + String.join(", ", words.stream().sorted().toList()));
        }
    }

    private static void length(int least, int most, String text, String field) {
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            throw Service.WATCHWORD.invalid(field, "it must have " + least + " to " + most + " characters");
        }
    }

    private record Known(String id, String scanId, long scannedAt) {}
}
