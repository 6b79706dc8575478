package dev.watchword.server.images;

import dev.watchword.server.Parts;
import dev.watchword.server.baseline.PasswordRules;
import dev.watchword.server.baseline.Requirement;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.ProjectSettings;
import dev.watchword.server.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Query;

/**
 * The vendor's lists of what is weak in images: accounts, and password rules. Images stand in the order of namespace,
 * name and version by code point. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record ImagesApi(Parts parts) {

    private static final long DAY = 86_400_000;
    private static final int NAME = 65_535;
    private static final Shape TEXT = Shape.text(0, NAME);
    private static final Shape REGISTRY =
            Shape.word("SwrPrivate", "SwrShared", "SwrEnterprise", "Harbor", "Jfrog", "Other");
    private static final Field NAMESPACE =
            Field.optional("namespace", TEXT).saying("A part of the organisation's name; case does not matter.");
    private static final Field IMAGE_NAME = Field.optional("image_name", TEXT).saying("A part of the image's name.");
    private static final Field INSTANCE = Field.optional("instance_id", Shape.text(0, 128));

    /** The vendor's parameters for accounts. */
    public static final Fields USERS_QUERY = Listing.asked(
            Field.required(
                    "image_type", Shape.word("private_image", "shared_image", "instance_image", "registry", "cicd")),
            NAMESPACE,
            IMAGE_NAME,
            Field.optional("tag_name", TEXT).saying("A part of the tag."),
            Field.optional("image_id", TEXT).saying("The whole id."),
            Field.optional("user_name", Shape.text(0, 32)).saying("A part of the account's name."),
            INSTANCE);

    /** The vendor's parameters for rules. */
    public static final Fields RULES_QUERY = Listing.asked(
            Field.optional(
                    "image_type",
                    Shape.word("private_image", "shared_image", "instance_image", "registry", "cicd", "harbor")),
            NAMESPACE,
            IMAGE_NAME,
            Field.optional("image_version", TEXT).saying("A part of the tag."),
            INSTANCE);

    /** The vendor's answer with accounts. */
    public static final Fields USERS = Listing.answered(
            Field.required("namespace", TEXT),
            Field.required("image_name", TEXT),
            Field.required("image_version", TEXT),
            Field.required("image_id", TEXT),
            Field.required("image_type", REGISTRY),
            Field.required("latest_scan_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("user_name", Shape.text(0, 32)),
            Field.required("service_type", Shape.word("system", "mysql", "redis", "tomcat", "ftp")),
            Field.required("duration", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("desensitized_weak_passwords", Shape.text(0, 128)),
            Field.required("suggestion", Shape.text(0, 65_534)));

    /** The vendor's answer with rules. */
    public static final Fields RULES = Listing.answered(
            Field.required("image_id", TEXT),
            Field.required("namespace", TEXT),
            Field.required("image_name", TEXT),
            Field.required("image_version", TEXT),
            Field.required("image_type", REGISTRY),
            Field.required("latest_scan_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("min_length", Shape.flag()),
            Field.required("uppercase_letter", Shape.flag()),
            Field.required("lowercase_letter", Shape.flag()),
            Field.required("number", Shape.flag()),
            Field.required("special_character", Shape.flag()),
            Field.required("suggestion", Shape.text(0, 65_534)));

    /** Characters of a name that the vendor's answer has room for. */
    private static final int SHOWN = 32;

    static final String ACCOUNTS = " from image i join image_finding f on f.image = i.id"
            + " where f.listed and (:locked or not f.locked) and i.project_id = :projectId";

    static final String WITH_RULES =
            " from image i join image_password_rules r on r.image = i.id where i.project_id = :projectId"
                    + " and (r.minimum_length < :length or r.uppercase < :uppercase or r.lowercase < :lowercase"
                    + " or r.digits < :digits or r.special < :special)";

    private static final String IMAGE =
            "select i.namespace, i.name, i.version, i.image_id, i.registry_type, i.latest_scan_time";

    /** Answers a page of the accounts with a weak password. */
    public Answer users(Call call) {
        Listing.checkRegion(call);
        Dialect dialect = parts.database().dialect();
        String sql = ACCOUNTS + filters(dialect) + " and (:imageId = '' or i.image_id = :imageId)"
                + " and (:userName = '' or " + dialect.contains("f.user_name_folded", "userName") + ")";
        return parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            int total = users(handle.createQuery("select count(*)" + sql), call, settings)
                    .mapTo(Integer.class)
                    .one();
            Query page = handle.createQuery(IMAGE + ", f.user_name, f.service_type, f.masked, f.suggestion,"
                    + " f.password_changed_at" + sql + " order by i.namespace, i.name, i.version, i.id,"
                    + " f.user_name, f.id limit :limit offset :offset");
            return Listing.page(
                    total,
                    users(page, call, settings)
                            .bind("limit", call.query().whole("limit"))
                            .bind("offset", call.query().whole("offset"))
                            .map((row, context) -> user(row, settings))
                            .list());
        });
    }

    /** Answers a page of the images whose rules demand less than a good password. */
    public Answer rules(Call call) {
        Listing.checkRegion(call);
        String sql = WITH_RULES + filters(parts.database().dialect());
        return parts.database().read(handle -> {
            int total = rules(handle.createQuery("select count(*)" + sql), call)
                    .mapTo(Integer.class)
                    .one();
            Query page = handle.createQuery(IMAGE + ", r.minimum_length, r.uppercase, r.lowercase, r.digits, r.special"
                    + sql + " order by i.namespace, i.name, i.version, i.id limit :limit offset :offset");
            return Listing.page(
                    total,
                    rules(page, call)
                            .bind("limit", call.query().whole("limit"))
                            .bind("offset", call.query().whole("offset"))
                            .map((row, context) -> Rules.of(row))
                            .list());
        });
    }

    private static String filters(Dialect dialect) {
        return " and (:enterprise = '" + Listing.ALL_ENTERPRISE_PROJECTS
                + "' or i.enterprise_project_id = :enterprise)"
                + " and (:imageType = '' or i.image_type = :imageType"
                + " or :imageType = 'harbor' and i.registry_type = 'Harbor')"
                + " and (:instanceId = '' or i.instance_id = :instanceId)"
                + " and (:namespace = '' or " + dialect.contains("i.namespace_folded", "namespace") + ")"
                + " and (:imageName = '' or " + dialect.contains("i.name_folded", "imageName") + ")"
                + " and (:version = '' or " + dialect.contains("i.version_folded", "version") + ")";
    }

    private static Query users(Query query, Call call, ProjectSettings settings) {
        return filtered(query, call, "tag_name")
                .bind("locked", settings.includeLocked())
                .bind("imageId", call.query().filter("image_id").orElse(""))
                .bind("userName", folded(call, "user_name"));
    }

    private static Query rules(Query query, Call call) {
        return filtered(query, call, "image_version").bindMethods(Requirement.DEFAULT);
    }

    private static Query filtered(Query query, Call call, String version) {
        return query.bind("projectId", call.projectId())
                .bind("enterprise", call.query().text("enterprise_project_id"))
                .bind("imageType", call.query().filter("image_type").orElse(""))
                .bind("instanceId", call.query().filter("instance_id").orElse(""))
                .bind("namespace", folded(call, "namespace"))
                .bind("imageName", folded(call, "image_name"))
                .bind("version", folded(call, version));
    }

    private static String folded(Call call, String parameter) {
        return call.query().filter(parameter).map(Folded::of).orElse("");
    }

    private User user(ResultSet row, ProjectSettings settings) throws SQLException {
        String name = row.getString("user_name");
        boolean fits = name.codePointCount(0, name.length()) <= SHOWN;
        return new User(
                row.getString("namespace"),
                row.getString("name"),
                row.getString("version"),
                row.getString("image_id"),
                row.getString("registry_type"),
                row.getLong("latest_scan_time"),
                fits ? name : name.substring(0, name.offsetByCodePoints(0, SHOWN)),
                row.getString("service_type"),
                duration(row.getLong("password_changed_at"), parts.now()),
                settings.mask().of(row.getString("masked")),
                row.getString("suggestion"));
    }

    /** Days of UTC that it has been in use; 2147483647 when the store does not tell. */
    private static int duration(long changedAt, long now) {
        long days = Math.floorDiv(now, DAY) - Math.floorDiv(changedAt, DAY);
        return changedAt <= 0 || days < 0 || days > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) days;
    }

    private record User(
            String namespace,
            String imageName,
            String imageVersion,
            String imageId,
            String imageType,
            long latestScanTime,
            String userName,
            String serviceType,
            int duration,
            String desensitizedWeakPasswords,
            String suggestion) {}

    private record Rules(
            String imageId,
            String namespace,
            String imageName,
            String imageVersion,
            String imageType,
            long latestScanTime,
            boolean minLength,
            boolean uppercaseLetter,
            boolean lowercaseLetter,
            boolean number,
            boolean specialCharacter,
            String suggestion) {

        static Rules of(ResultSet row) throws SQLException {
            var rules = PasswordRules.rules(row);
            Requirement.Verdict verdict = Requirement.DEFAULT.of(rules);
            return new Rules(
                    row.getString("image_id"),
                    row.getString("namespace"),
                    row.getString("name"),
                    row.getString("version"),
                    row.getString("registry_type"),
                    row.getLong("latest_scan_time"),
                    verdict.length(),
                    verdict.uppercase(),
                    verdict.lowercase(),
                    verdict.digits(),
                    verdict.special(),
                    Requirement.DEFAULT.suggestion(rules));
        }
    }
}
