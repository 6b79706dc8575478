package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The vendor's list of hosts with weak passwords: the accounts whose password is known to be weak or empty, whether
 * somebody accepted that or not. Hosts stand in the order of their names by code point, then of their ids; a host's
 * accounts in that of service, name and store. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record WeakPasswordList(Parts parts) {

    /** One page shows no more accounts, so that no fleet can exhaust the server. */
    static final int ACCOUNTS = 100_000;

    /** The vendor's parameters. */
    public static final Fields QUERY = Listing.paged(
            Field.optional("enterprise_project_id", Shape.text(1, 256))
                    .or("0")
                    .saying("The enterprise project of the hosts; all_granted_eps stands for every one."),
            Field.optional("host_name", Shape.text(0, 256))
                    .saying("A part of the host's name; case does not matter, and nothing is a wildcard."),
            Field.optional("host_ip", Shape.text(0, 256)).saying("A part of the host's private or public address."),
            Field.optional("user_name", Shape.text(0, 32))
                    .saying("A part of the account's whole name; the hosts then hold the matching accounts only."),
            Field.optional("host_id", Shape.text(0, 64)).saying("The host."));

    /** The vendor's answer. */
    public static final Fields ANSWER = Listing.answered(
            Field.required("host_id", Shape.text(0, 64)),
            Field.required("host_name", Shape.text(0, 256)),
            Field.required("host_ip", Shape.text(0, 256)),
            Field.required("private_ip", Shape.text(0, 256)),
            Field.required("public_ip", Shape.text(0, 256)),
            Field.required("update_time", Shape.whole(0, Long.MAX_VALUE))
                    .saying("When the last scan ended that told of the accounts, epoch milliseconds."),
            Field.required(
                    "weak_pwd_accounts",
                    Shape.items(
                            0,
                            ACCOUNTS,
                            Shape.members(
                                    Field.required("user_name", Shape.text(0, ReportCheck.USER_NAME)),
                                    Field.required(
                                            "service_type", Shape.word("system", "mysql", "redis", "tomcat", "ftp")),
                                    Field.required("duration", Shape.whole(0, Duration.UNKNOWN))
                                            .saying("Days that the password has been in use; 2147483647 when nobody"
                                                    + " knows."),
                                    Field.required("desensitized_weak_passwords", Shape.text(0, 128)),
                                    Field.required("suggestion", Shape.text(0, ReportCheck.FREE_TEXT))))));

    /** Answers a page of it. */
    public Answer list(Call call) {
        WeakHostFilter filter = WeakHostFilter.of(call.query());
        Listing<WeakHost> page = parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            return filter.bindTo(handle.createQuery(filter.sql(parts.database().dialect(), settings.includeLocked())))
                    .bind("project", call.projectId())
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .bind("most", ACCOUNTS + 1)
                    .scanResultSet((rows, context) -> page(rows.get(), settings, call));
        });
        return Answer.ok(page);
    }

    private static Listing<WeakHost> page(ResultSet rows, ProjectSettings settings, Call call) throws SQLException {
        List<WeakHost> hosts = new ArrayList<>();
        long total = 0;
        int accounts = 0;
        while (rows.next()) {
            total = rows.getLong("total");
            String id = rows.getString("host_id");
            if (id == null) {
                break;
            }
            if (++accounts > ACCOUNTS) {
                throw call.service()
                        .invalid("limit", "the page holds more than " + ACCOUNTS + " accounts, ask for fewer hosts");
            }
            if (hosts.isEmpty() || !id.equals(hosts.getLast().hostId())) {
                hosts.add(host(rows, id));
            }
            hosts.add(hosts.removeLast().with(account(rows, settings, call.at()), seenAt(rows)));
        }
        return new Listing<>(total, hosts);
    }

    /** While a large report comes in, the one before is the last that told everything. */
    private static long seenAt(ResultSet rows) throws SQLException {
        long whole = rows.getLong("finished_at");
        return rows.wasNull() ? rows.getLong("last_seen_at") : Math.min(rows.getLong("last_seen_at"), whole);
    }

    private static WeakHost host(ResultSet rows, String id) throws SQLException {
        String ip = rows.getString("private_ip");
        return new WeakHost(id, rows.getString("host_name"), ip, ip, rows.getString("public_ip"), 0, new ArrayList<>());
    }

    private static WeakHost.Account account(ResultSet rows, ProjectSettings settings, Instant now) throws SQLException {
        return new WeakHost.Account(
                rows.getString("user_name"),
                rows.getString("service_type"),
                Duration.days(rows.getLong("password_changed_at"), now),
                settings.mask().of(rows.getString("masked")),
                rows.getString("suggestion"));
    }
}
