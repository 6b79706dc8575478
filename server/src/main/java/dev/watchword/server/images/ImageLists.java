package dev.watchword.server.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.ProjectSettings;
import dev.watchword.server.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Query;

/**
 * Our own lists of what is known of images: each with its registry and why it was not read to its end, and what is weak in one
 * with the layer that brought it. Safe for use by many threads.
 *
 * @param parts the database
 */
public record ImageLists(Parts parts) {

    private static final long DAY = 86_400_000;
    private static final Shape NAME = Shape.text(0, 4_096);
    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);
    private static final Shape COUNT = Shape.whole(0, Listing.MOST);

    /** Which images. */
    public static final Fields QUERY = Listing.paged(
            Field.optional("image", NAME)
                    .saying("A part of namespace, name or tag of the image; case does not matter."),
            Field.optional("id", Shape.text(0, 64)).saying("Only this one."),
            Field.optional("registry_id", Shape.text(0, 64)),
            Field.optional("weak", Shape.flag()).saying("Whether something is weak in it."),
            Field.optional("incomplete", Shape.flag()).saying("Whether it was not read to its end."),
            Field.optional("stale", Shape.flag()).saying("Whether it was not read in the project's stale_days."));

    /** Images in the order of namespace, name and tag by code point. */
    public static final Fields ANSWER = Listing.answered(
            Field.required("id", Shape.text(1, 64)),
            Field.required("registry_id", Shape.text(0, 64)).saying("Empty when the registry was deleted."),
            Field.required("registry_host", Shape.text(0, 255)),
            Field.required("namespace", NAME),
            Field.required("image_name", NAME),
            Field.required("image_version", NAME),
            Field.required("image_id", NAME),
            Field.required("latest_scan_time", TIME),
            Field.required("incomplete", Shape.text(0, 2_048))
                    .saying("Why it was not read to its end; empty if it was."),
            Field.required("finding_num", COUNT));

    /** Of which image. */
    public static final Fields FINDINGS_QUERY = Listing.paged(Field.required("image", Shape.text(1, 64)));

    /** What is weak in it, by account. */
    public static final Fields FINDINGS = Listing.answered(
            Field.required("service_type", Shape.text(1, 32)),
            Field.required("user_name", NAME),
            Field.required("store", NAME),
            Field.required("state", Shape.text(1, 32)),
            Field.required("weakness", Shape.text(1, 32)),
            Field.required("severity", Shape.text(1, 32)),
            Field.required("masked", Shape.text(0, 128)),
            Field.required("suggestion", Shape.text(0, 65_534)),
            Field.required("layer", Shape.text(0, 256)).saying("The digest of the layer that brought it."),
            Field.required("layer_line", Shape.text(0, 512))
                    .saying("The line of the image's history that made the layer, without arguments of commands."));

    private static final String WEAK = "(select count(*) from image_finding f where f.image = i.id)";

    /** Answers a page of images. */
    public Answer images(Call call) {
        String sql = " from image i where i.project_id = :projectId"
                + filters(call, parts.database().dialect());
        return parts.database().read(handle -> {
            long fresh = call.at().toEpochMilli()
                    - Settings.of(handle, call.projectId()).staleDays() * DAY;
            long total = bound(handle.createQuery("select count(*)" + sql), call, fresh)
                    .mapTo(Long.class)
                    .one();
            Query page =
                    handle.createQuery("select i.id, i.registry_id, i.registry_host, i.namespace, i.name, i.version,"
                            + " i.image_id, i.latest_scan_time, i.incomplete, " + WEAK + " as findings" + sql
                            + " order by i.namespace, i.name, i.version, i.id limit :limit offset :offset");
            return Listing.page(
                    total,
                    bound(page, call, fresh)
                            .bind("limit", call.query().whole("limit"))
                            .bind("offset", call.query().whole("offset"))
                            .map((row, context) -> image(row))
                            .list());
        });
    }

    /** Answers a page of what is weak in one. */
    public Answer findings(Call call) {
        String sql = " from image i join image_finding f on f.image = i.id where i.project_id = :projectId"
                + " and i.id = :image";
        return parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            long total = handle.createQuery("select count(*)" + sql)
                    .bind("projectId", call.projectId())
                    .bind("image", call.query().text("image"))
                    .mapTo(Long.class)
                    .one();
            return Listing.page(
                    total,
                    handle.createQuery("select f.*" + sql + " order by f.user_name, f.id limit :limit offset :offset")
                            .bind("projectId", call.projectId())
                            .bind("image", call.query().text("image"))
                            .bind("limit", call.query().whole("limit"))
                            .bind("offset", call.query().whole("offset"))
                            .map((row, context) -> finding(row, settings))
                            .list());
        });
    }

    private static String filters(Call call, Dialect dialect) {
        StringBuilder sql = new StringBuilder();
        call.query()
                .filter("image")
                .ifPresent(any -> sql.append(" and (")
                        .append(dialect.contains("i.namespace_folded", "part"))
                        .append(" or ")
                        .append(dialect.contains("i.name_folded", "part"))
                        .append(" or ")
                        .append(dialect.contains("i.version_folded", "part"))
                        .append(")"));
        call.query().filter("id").ifPresent(any -> sql.append(" and i.id = :id"));
        call.query().filter("registry_id").ifPresent(any -> sql.append(" and i.registry_id = :registryId"));
        call.query()
                .optionalFlag("weak")
                .ifPresent(weak -> sql.append(weak ? " and exists " : " and not exists ")
                        .append("(select 1 from image_finding f where f.image = i.id)"));
        call.query()
                .optionalFlag("incomplete")
                .ifPresent(open -> sql.append(open ? " and i.incomplete <> ''" : " and i.incomplete = ''"));
        call.query()
                .optionalFlag("stale")
                .ifPresent(stale ->
                        sql.append(stale ? " and i.latest_scan_time < :fresh" : " and i.latest_scan_time >= :fresh"));
        return sql.toString();
    }

    private static Query bound(Query query, Call call, long fresh) {
        query.bind("projectId", call.projectId()).bind("fresh", fresh);
        call.query().filter("image").ifPresent(part -> query.bind("part", Folded.of(part)));
        call.query().filter("id").ifPresent(id -> query.bind("id", id));
        call.query().filter("registry_id").ifPresent(id -> query.bind("registryId", id));
        return query;
    }

    private static ObjectNode image(ResultSet row) throws SQLException {
        return Json.object()
                .put("id", row.getString("id"))
                .put("registry_id", row.getString("registry_id"))
                .put("registry_host", row.getString("registry_host"))
                .put("namespace", row.getString("namespace"))
                .put("image_name", row.getString("name"))
                .put("image_version", row.getString("version"))
                .put("image_id", row.getString("image_id"))
                .put("latest_scan_time", row.getLong("latest_scan_time"))
                .put("incomplete", row.getString("incomplete"))
                .put("finding_num", row.getLong("findings"));
    }

    private static ObjectNode finding(ResultSet row, ProjectSettings settings) throws SQLException {
        return Json.object()
                .put("service_type", row.getString("service_type"))
                .put("user_name", row.getString("user_name"))
                .put("store", row.getString("store"))
                .put("state", row.getString("state"))
                .put("weakness", row.getString("weakness"))
                .put("severity", row.getString("severity"))
                .put("masked", settings.mask().of(row.getString("masked")))
                .put("suggestion", row.getString("suggestion"))
                .put("layer", row.getString("layer"))
                .put("layer_line", row.getString("layer_line"));
    }
}
