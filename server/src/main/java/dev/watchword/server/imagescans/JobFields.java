package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageReport;
import dev.watchword.server.agents.ReportFields;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.List;

/** The forms of what scanners send and get. */
public final class JobFields {

    private static final Shape ID = Shape.text(36, 36);
    private static final String DIGEST = "sha256:[0-9a-f]{64}";

    /** Whether there is work. */
    public static final Fields WORK = Fields.of(
            Field.required("waiting", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("wait_seconds", Shape.whole(1, 3_600)).saying("When to ask again."));

    /** At most one job. */
    public static final Fields LEASE = Fields.of(Field.required(
            "jobs",
            Shape.items(
                    0,
                    1,
                    Shape.members(
                            Field.required("id", ID),
                            Field.required("lease_id", ID),
                            Field.required("kind", Shape.word("list", "scan", "recheck")),
                            Field.required("lease_seconds", Shape.whole(1, 3_600)),
                            Field.required(
                                    "registry",
                                    Shape.members(
                                            Field.required("host", Shape.text(1, 255)),
                                            Field.required("plain_http", Shape.flag()),
                                            Field.required("private_addresses", Shape.flag()),
                                            Field.required("allowed_hosts", Shape.items(0, 20, Shape.text(1, 255))),
                                            Field.required("authority", Shape.text(0, 65_536)),
                                            Field.required("login", Shape.text(0, 32_768))
                                                    .saying("Sealed for this scanner and this lease"))),
                            Field.required("reference", Shape.text(0, 512)),
                            Field.required("image_id", Shape.text(0, 256)),
                            Field.required("patterns", Shape.items(0, 1_000, Shape.text(1, 512))),
                            Field.required(
                                    "words",
                                    Shape.items(
                                            0,
                                            300,
                                            Shape.members(
                                                    Field.required("id", Shape.text(32, 32)),
                                                    Field.required("text", Shape.text(1, 300)))))))));

    /** Which lease goes on. */
    public static final Fields RENEW = Fields.of(Field.required("job_id", ID), Field.required("lease_id", ID));

    /** How a job ended. */
    public static final Fields RESULT = Fields.of(
            Field.required("job_id", ID),
            Field.required("lease_id", ID),
            Field.required("outcome", Shape.word("done", "incomplete", "failed")),
            Field.optional("reason", Shape.foreignText(0, 2_048)).or(""),
            Field.optional("retry", Shape.flag()).or(false),
            Field.optional("image_id", Shape.text(0, 71).matching("|" + DIGEST)).or(""),
            Field.optional("images", Shape.items(0, 20_000, Shape.text(1, 512))).or(List.of()),
            Field.optional(
                            "findings",
                            Shape.items(
                                    0,
                                    100_000,
                                    Shape.members(
                                            Field.required("account", ReportFields.FINDING),
                                            Field.optional(
                                                            "layer",
                                                            Shape.text(0, 71).matching("|" + DIGEST))
                                                    .or(""),
                                            Field.optional("layer_line", Shape.foreignText(0, 512))
                                                    .or("")
                                                    .saying("The line of the image's history that made the layer."),
                                            Field.optional(
                                                            "word",
                                                            Shape.text(0, 32).matching("[0-9a-f]*"))
                                                    .or(""))))
                    .or(List.of()),
            Field.optional("rules", Shape.items(0, 1, ReportFields.RULES)).or(List.of()));

    private JobFields() {}

    /** The result that the body holds. */
    static ImageJobResult result(Values body) {
        ImageJobResult result = new ImageJobResult(
                body.text("job_id"),
                body.text("lease_id"),
                body.text("outcome"),
                body.text("reason"),
                body.flag("retry"),
                body.text("image_id"),
                body.texts("images"),
                body.objects("findings").stream().map(JobFields::finding).toList(),
                body.objects("rules").stream().map(ReportFields::rules).toList());
        if (result.outcome().equals(ImageJobResult.DONE) != result.reason().isBlank()) {
            throw Service.WATCHWORD.invalid("reason", "it is there when the job is not done, and only then");
        }
        return result;
    }

    private static ImageReport.Finding finding(Values finding) {
        ImageReport.Finding read = new ImageReport.Finding(
                ReportFields.finding(finding.object("account")),
                finding.text("layer"),
                finding.text("layer_line"),
                finding.text("word"));
        // A finding of a word that nobody can name would stay when the word goes.
        if (read.account().weakness().equals("custom") == read.word().isEmpty()) {
            throw Service.WATCHWORD.invalid("findings.word", "it is there for the weakness custom, and only then");
        }
        return read;
    }
}
