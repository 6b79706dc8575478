package dev.watchword.server.baseline;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The vendor's list of hosts whose own password rules demand less than their group requires. Hosts whose rules cannot be
 * read are not on it. Safe for use by many threads.
 *
 * @param parts the database
 */
public record PasswordComplexityApi(Parts parts) {

    /** How many hosts one action changes at the most. */
    public static final int MOST_HOSTS = 1_000;

    /** The vendor's parameters. */
    public static final Fields QUERY = Listing.asked(
            Field.optional("host_name", Shape.text(0, 256)).saying("A part of the host's name; case does not matter."),
            Field.optional("host_ip", Shape.text(0, 256)).saying("A part of one of the host's addresses."),
            Field.optional("host_id", Shape.text(0, 64)),
            Field.optional("result_type", Shape.word("unhandled", "ignored")).or("unhandled"));

    /** The vendor's answer. */
    public static final Fields ANSWER = Listing.answered(
            Field.required("host_id", Shape.text(1, 64)),
            Field.required("host_name", Shape.text(0, 256)),
            Field.required("host_ip", Shape.text(0, 256)),
            Field.required("private_ip", Shape.text(0, 256)),
            Field.required("public_ip", Shape.text(0, 256)),
            Field.required("min_length", Shape.flag()).saying("Whether the host's rule meets the requirement."),
            Field.required("uppercase_letter", Shape.flag()),
            Field.required("lowercase_letter", Shape.flag()),
            Field.required("number", Shape.flag()),
            Field.required("special_character", Shape.flag()),
            Field.required("min_length_num", Shape.whole(8, 26)).saying("The requirement."),
            Field.required("min_uppercase_letter", Shape.whole(0, 10)),
            Field.required("min_lowercase_letter", Shape.whole(0, 10)),
            Field.required("min_number", Shape.whole(0, 10)),
            Field.required("min_special_character", Shape.whole(0, 10)),
            Field.required("update_time", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("suggestion", Shape.text(0, 512)));

    /** What to do with findings. */
    public static final Fields ACTION =
            Fields.of(Field.required("action", Shape.word("ignore", "unignore")), Listing.ENTERPRISE_PROJECT);

    /** Of which hosts. */
    public static final Fields HOSTS = Fields.of(
            Field.optional("operate_all", Shape.flag()).or(false).saying("All of them, at most 1,000 a call."),
            Field.optional("host_ids", Shape.items(0, MOST_HOSTS, Shape.text(1, 64)))
                    .saying("Not read when operate_all is true."));

    /** Hosts with rules that are not good enough; a group without a requirement of its own has the default one. */
    private static final String FAILING = " from host_password_rules r join host h on h.id = r.host_id"
            + " left join group_requirement q on q.group_id ="
            + " case when h.group_id = '' then :defaultGroup else h.group_id end"
            + " where h.project_id = :projectId and h.retired_at is null and r.ignored = :ignored"
            + " and (r.minimum_length < coalesce(q.minimum_length, :length)"
            + " or r.uppercase < coalesce(q.uppercase, :uppercase)"
            + " or r.lowercase < coalesce(q.lowercase, :lowercase)"
            + " or r.digits < coalesce(q.digits, :digits) or r.special < coalesce(q.special, :special))";

    /** Answers a page of it. */
    public Answer list(Call call) {
        String sql = FAILING + filters(parts.database().dialect());
        return parts.database()
                .read(handle -> Listing.page(
                        bound(handle.createQuery("select count(*)" + sql), call)
                                .mapTo(Integer.class)
                                .one(),
                        bound(
                                        handle.createQuery("select h.id, h.name, h.private_ip, h.public_ip, "
                                                + " r.minimum_length, r.uppercase, r.lowercase, r.digits, r.special,"
                                                + " r.updated_at, coalesce(q.minimum_length, :length) as required_length,"
                                                + " coalesce(q.uppercase, :uppercase) as required_uppercase,"
                                                + " coalesce(q.lowercase, :lowercase) as required_lowercase,"
                                                + " coalesce(q.digits, :digits) as required_digits,"
                                                + " coalesce(q.special, :special) as required_special" + sql
                                                + " order by h.name, h.id limit :limit offset :offset"),
                                        call)
                                .bind("limit", call.query().whole("limit"))
                                .bind("offset", call.query().whole("offset"))
                                .map((row, context) -> view(row))
                                .list()));
    }

    /** Ignores findings, or takes that back. */
    public Answer act(Call call) {
        boolean ignore = call.query().text("action").equals("ignore");
        Set<String> named = new LinkedHashSet<>(call.body().texts("host_ids"));
        boolean all = call.body().flag("operate_all");
        if (!all && named.isEmpty()) {
            throw call.service().invalid("host_ids", "it must have 1 to " + MOST_HOSTS + " items without operate_all");
        }
        parts.database().change(handle -> {
            for (String host : all ? failing(handle, call, !ignore) : List.copyOf(named)) {
                if (!mark(handle, call.projectId(), host, ignore)) {
                    throw call.service().notFound("host", host);
                }
            }
        });
        return Answer.empty(200);
    }

    private static List<String> failing(Handle handle, Call call, boolean ignored) {
        return required(handle.createQuery("select h.id" + FAILING
                        + " and (:enterprise = '" + Listing.ALL_ENTERPRISE_PROJECTS
                        + "' or h.enterprise_project_id = :enterprise)"
                        + " order by h.name, h.id limit " + MOST_HOSTS))
                .bind("projectId", call.projectId())
                .bind("defaultGroup", HostGroups.defaultId(call.projectId()))
                .bind("ignored", ignored)
                .bind("enterprise", call.query().text("enterprise_project_id"))
                .mapTo(String.class)
                .list();
    }

    private static boolean mark(Handle handle, String projectId, String hostId, boolean ignored) {
        return handle.createUpdate("update host_password_rules set ignored = :ignored where host_id = :hostId"
                                + " and host_id in (select id from host where project_id = :projectId"
                                + " and retired_at is null)")
                        .bind("ignored", ignored)
                        .bind("hostId", hostId)
                        .bind("projectId", projectId)
                        .execute()
                == 1;
    }

    private static String filters(Dialect dialect) {
        return " and (:enterprise = '" + Listing.ALL_ENTERPRISE_PROJECTS
                + "' or h.enterprise_project_id = :enterprise)"
                + " and (:hostId = '' or h.id = :hostId)"
                + " and (:hostName = '' or " + dialect.contains("h.name_folded", "hostName") + ")"
                + " and (:hostIp = '' or " + dialect.contains("h.ip_folded", "hostIp") + ")";
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Call call) {
        return required(statement)
                .bind("projectId", call.projectId())
                .bind("defaultGroup", HostGroups.defaultId(call.projectId()))
                .bind("ignored", call.query().text("result_type").equals("ignored"))
                .bind("enterprise", call.query().text("enterprise_project_id"))
                .bind("hostId", call.query().filter("host_id").orElse(""))
                .bind(
                        "hostName",
                        call.query().filter("host_name").map(Folded::of).orElse(""))
                .bind("hostIp", call.query().filter("host_ip").map(Folded::of).orElse(""));
    }

    private static <S extends SqlStatement<S>> S required(S statement) {
        return statement.bindMethods(Requirement.DEFAULT);
    }

    private static View view(ResultSet row) throws SQLException {
        ScanReport.Rules rules = PasswordRules.rules(row);
        Requirement required = new Requirement(
                row.getInt("required_length"),
                row.getInt("required_uppercase"),
                row.getInt("required_lowercase"),
                row.getInt("required_digits"),
                row.getInt("required_special"));
        Requirement.Verdict verdict = required.of(rules);
        return new View(
                row.getString("id"),
                row.getString("name"),
                row.getString("private_ip"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                verdict.length(),
                verdict.uppercase(),
                verdict.lowercase(),
                verdict.digits(),
                verdict.special(),
                required.length(),
                required.uppercase(),
                required.lowercase(),
                required.digits(),
                required.special(),
                row.getLong("updated_at"),
                required.suggestion(rules));
    }

    private record View(
            String hostId,
            String hostName,
            String hostIp,
            String privateIp,
            String publicIp,
            boolean minLength,
            boolean uppercaseLetter,
            boolean lowercaseLetter,
            boolean number,
            boolean specialCharacter,
            int minLengthNum,
            int minUppercaseLetter,
            int minLowercaseLetter,
            int minNumber,
            int minSpecialCharacter,
            long updateTime,
            String suggestion) {}
}
