package dev.watchword.server.imagescans;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.registries.Registries;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Our own calls about scans of images. Safe for use by many threads. */
public final class ScansApi {

    /** Images that one call may name. */
    static final int MOST = 1_000;

    /** Which images. */
    static final Field IMAGES = Field.required("images", Shape.items(1, MOST, Shape.text(1, 512)))
            .saying("repository:tag each; * stands for anything but a slash, ** for anything; no tag means latest.");

    private static final Shape STATE = Shape.word("waiting", "running", "done", "incomplete", "failed", "canceled");
    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);
    private static final Shape COUNT = Shape.whole(0, Integer.MAX_VALUE);

    /** What to scan. */
    public static final Fields START = Fields.of(Field.required("registry_id", Shape.text(1, 64)), IMAGES);

    /** One scan. */
    public static final Fields ONE = Fields.of(record());

    /** Which page. */
    public static final Fields PAGE = Fields.of(Listing.LIMIT, Listing.OFFSET);

    /** A page of scans. */
    public static final Fields MANY = Listing.answered(record());

    /** Which jobs. */
    public static final Fields JOBS_QUERY = Fields.of(Field.optional("state", STATE), Listing.LIMIT, Listing.OFFSET);

    /** A page of jobs. */
    public static final Fields JOBS = Listing.answered(
            Field.required("id", Shape.text(36, 36)),
            Field.required("kind", Shape.word("list", "scan", "recheck")),
            Field.required("image", Shape.text(0, 512)),
            Field.required("state", STATE),
            Field.required("reason", Shape.text(0, 2_048)).saying("Why it did not end well, or is tried again."),
            Field.required("attempts", Shape.whole(0, 100)),
            Field.required("scanner", Shape.text(0, 36)).saying("The agent that has or had it, or is waited for."),
            Field.required("created_at", TIME),
            Field.required("ended_at", TIME));

    private final Parts parts;
    private final Registries registries;
    private final Scans scans;
    private final Jobs jobs;

    ScansApi(Parts parts, Registries registries, Scans scans, Jobs jobs) {
        this.parts = parts;
        this.registries = registries;
        this.scans = scans;
        this.jobs = jobs;
    }

    /** Asks for images of a registry. */
    public Answer start(Call call) {
        List<String> images = Scans.checked(call.body().texts("images"), call.service());
        String registry = call.body().text("registry_id");
        View started = parts.database().write(handle -> {
            requireRegistry(handle, call, registry);
            ImageScan scan = scans.request(
                    handle,
                    call.projectId(),
                    registry,
                    "request",
                    images,
                    call.caller().userId(),
                    call.service(),
                    parts.now());
            return View.of(handle, scan);
        });
        call.notes().note("registry_id", registry);
        call.notes().note("scan_id", started.id());
        return Answer.json(202, started);
    }

    /** Answers the scans, the newest first. */
    public Answer list(Call call) {
        return parts.database()
                .read(handle -> Listing.page(
                        scans.count(handle, call.projectId()),
                        scans
                                .page(
                                        handle,
                                        call.projectId(),
                                        call.query().whole("limit"),
                                        call.query().whole("offset"))
                                .stream()
                                .map(scan -> View.of(handle, scan))
                                .toList()));
    }

    /** Answers one. */
    public Answer show(Call call) {
        return Answer.ok(parts.database().read(handle -> View.of(handle, scan(handle, call))));
    }

    /** Answers a page of a scan's jobs. */
    public Answer jobs(Call call) {
        String state = call.query().filter("state").orElse("");
        String where = " from image_job where scan_id = :scanId and (:state = '' or state = :state)";
        return parts.database().read(handle -> {
            String id = scan(handle, call).id();
            int total = handle.createQuery("select count(*)" + where)
                    .bind("scanId", id)
                    .bind("state", state)
                    .mapTo(Integer.class)
                    .one();
            return Listing.page(
                    total,
                    handle.createQuery(
                                    "select id, kind, reference, state, reason, attempts, scanner, created_at, ended_at"
                                            + where + " order by reference, created_at, id limit :limit offset :offset")
                            .bind("scanId", id)
                            .bind("state", state)
                            .bind("limit", call.query().whole("limit"))
                            .bind("offset", call.query().whole("offset"))
                            .map((row, context) -> new JobView(
                                    row.getString("id"),
                                    row.getString("kind"),
                                    row.getString("reference"),
                                    row.getString("state"),
                                    row.getString("reason"),
                                    row.getInt("attempts"),
                                    row.getString("scanner"),
                                    row.getLong("created_at"),
                                    row.getLong("ended_at")))
                            .list());
        });
    }

    /** Ends what is open of one. */
    public Answer cancel(Call call) {
        call.notes().note("scan_id", call.path("scan_id"));
        View view = parts.database().write(handle -> {
            ImageScan scan = scan(handle, call);
            jobs.cancel(handle, scan.projectId(), "scan_id", scan.id(), "canceled", parts.now());
            return View.of(handle, scan);
        });
        return Answer.ok(view);
    }

    private void requireRegistry(Handle handle, Call call, String id) {
        if (registries.find(handle, call.projectId(), id).isEmpty()) {
            throw Service.WATCHWORD.notFound("registry", id);
        }
    }

    private ImageScan scan(Handle handle, Call call) {
        String id = call.path("scan_id");
        return scans.find(handle, call.projectId(), id).orElseThrow(() -> Service.WATCHWORD.notFound("scan", id));
    }

    private static Field[] record() {
        return List.of(
                        Field.required("id", Shape.text(36, 36)),
                        Field.required("registry_id", Shape.text(0, 64)),
                        Field.required("cause", Shape.word("request", "schedule", "words")),
                        Field.required("images", Shape.items(0, Scans.MOST_OPEN, Shape.text(1, 512))),
                        Field.required("created_by", Shape.text(0, 64)),
                        Field.required("created_at", TIME),
                        Field.required("state", STATE).saying("done only when every image was read to its end."),
                        Field.required("total", COUNT),
                        Field.required("waiting", COUNT),
                        Field.required("running", COUNT),
                        Field.required("done", COUNT),
                        Field.required("incomplete", COUNT),
                        Field.required("failed", COUNT),
                        Field.required("canceled", COUNT))
                .toArray(Field[]::new);
    }

    private record View(
            String id,
            String registryId,
            String cause,
            List<String> images,
            String createdBy,
            long createdAt,
            String state,
            int total,
            int waiting,
            int running,
            int done,
            int incomplete,
            int failed,
            int canceled) {

        static View of(Handle handle, ImageScan scan) {
            ScanProgress progress = ScanProgress.of(handle, scan.id());
            return new View(
                    scan.id(),
                    scan.registryId(),
                    scan.cause(),
                    scan.patterns(),
                    scan.createdBy(),
                    scan.createdAt(),
                    progress.state(),
                    progress.total(),
                    progress.waiting(),
                    progress.running(),
                    progress.done(),
                    progress.incomplete(),
                    progress.failed(),
                    progress.canceled());
        }
    }

    private record JobView(
            String id,
            String kind,
            String image,
            String state,
            String reason,
            int attempts,
            String scanner,
            long createdAt,
            long endedAt) {}
}
