package dev.watchword.agent.images;

import dev.watchword.account.LayerRef;
import dev.watchword.account.ServiceType;
import dev.watchword.agent.scan.FindingRow;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.image.Digest;
import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageReport;
import dev.watchword.protocol.ScanReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says what an audit of an image found in the words of the protocol. A finding of a custom word names the word, so that it goes with it.
 * Belongs to one thread.
 */
final class ImageFindings {

    /** So that a result stays below the server's bound whatever an image holds. */
    private static final int MOST_ROWS = 20_000;

    private static final int MOST_REASONS = 5;
    private static final int LONGEST_PATH = 4_096;
    private static final int LONGEST_LINE = 512;
    private static final String CUSTOM = "custom";
    private static final Pattern NAMEABLE = Pattern.compile("sha256:[0-9a-f]{64}");

    private final ImageJob job;
    private final Map<PasswordDigest, String> words = new HashMap<>();

    ImageFindings(ImageJob job) {
        this.job = job;
        for (ImageJob.Word word : job.words()) {
            words.putIfAbsent(PasswordDigest.of(word.text().getBytes(StandardCharsets.UTF_8)), word.id());
        }
    }

    /** What tells rows apart: the same account may be found as it is and as a lower layer still has it. */
    private record Key(String service, String userName, String store, String state, String weakness, String layer) {}

    /** The result. */
    ImageJobResult result(Digest image, AuditReport report, Optional<ScanReport.Rules> rules) {
        if (!NAMEABLE.matcher(image.toString()).matches()) {
            return Results.failed(job, "the image has no digest of SHA-256", false);
        }
        List<String> reasons = new ArrayList<>(report.incomplete().stream()
                .map(each -> reason(each, report.target()))
                .distinct()
                .limit(MOST_REASONS)
                .toList());
        Map<Key, ImageReport.Finding> rows = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            if (counts(finding)) {
                ImageReport.Finding row = row(finding);
                rows.putIfAbsent(key(row), row);
            }
        }
        if (rows.size() > MOST_ROWS) {
            reasons.add("limit findings: more than " + MOST_ROWS + " findings: the others are left out");
        }
        boolean whole = reasons.isEmpty();
        boolean recheck = job.kind().equals(ImageJob.RECHECK);
        return new ImageJobResult(
                job.id(),
                job.leaseId(),
                whole ? ImageJobResult.DONE : ImageJobResult.INCOMPLETE,
                whole ? "" : Results.line(String.join("; ", reasons)),
                false,
                recheck ? job.imageId() : image.toString(),
                List.of(),
                rows.values().stream().limit(MOST_ROWS).toList(),
                recheck ? List.of() : rules.stream().toList());
    }

    /** Which image it is about, the job says. */
    private static String reason(Incomplete incomplete, String image) {
        if (incomplete.store().equals(image)) {
            return incomplete.reason();
        }
        String store = incomplete.store().startsWith(image + ":")
                ? incomplete.store().substring(image.length() + 1)
                : incomplete.store();
        return store + ": " + incomplete.reason();
    }

    /** A trial of words says nothing but what the words found; the server knows no accounts of other services. */
    private boolean counts(Finding finding) {
        boolean custom = finding.weakness().wireName().equals(CUSTOM);
        return finding.account().service() != ServiceType.OTHER
                && finding.account().store().path().length() <= LONGEST_PATH
                && (custom ? word(finding).isPresent() : !job.kind().equals(ImageJob.RECHECK));
    }

    private Optional<String> word(Finding finding) {
        return finding.digest().map(words::get);
    }

    private ImageReport.Finding row(Finding finding) {
        String layer = finding.account()
                .store()
                .layer()
                .map(LayerRef::digest)
                .filter(digest -> NAMEABLE.matcher(digest).matches())
                .orElse("");
        String word =
                finding.weakness().wireName().equals(CUSTOM) ? word(finding).orElse("") : "";
        String line = finding.account()
                .store()
                .layer()
                .map(LayerRef::createdBy)
                .map(text -> text.substring(
                        0, text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_LINE))))
                .orElse("");
        return new ImageReport.Finding(FindingRow.of(finding, ""), layer, line, word);
    }

    private static Key key(ImageReport.Finding row) {
        ScanReport.Finding account = row.account();
        return new Key(
                account.serviceType(),
                account.userName(),
                account.store(),
                account.state(),
                account.weakness(),
                row.layer());
    }
}
