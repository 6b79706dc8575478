package dev.watchword.server.weakpasswords;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Values;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Which hosts and accounts of the vendor's list are asked for; every part is optional.
 *
 * @param enterpriseProject exactly
 * @param hostId exactly
 * @param hostName a part of it, folded
 * @param hostIp a part of it, folded
 * @param userName a part of it, folded
 */
public record WeakHostFilter(
        Optional<String> enterpriseProject,
        Optional<String> hostId,
        Optional<String> hostName,
        Optional<String> hostIp,
        Optional<String> userName) {

    private static final String EVERY = "all_granted_eps";

    /** The filter of a call. */
    static WeakHostFilter of(Values query) {
        return new WeakHostFilter(
                Optional.of(query.text("enterprise_project_id")).filter(id -> !id.equals(EVERY)),
                query.filter("host_id"),
                query.filter("host_name").map(Folded::of),
                query.filter("host_ip").map(Folded::of),
                query.filter("user_name").map(Folded::of));
    }

    /**
     * The statement: one row an account of the page's hosts, each with the number of all hosts; that number alone, with
     * nulls, when the page is empty. Its parameters beside the filter's are {@code project}, {@code limit},
     * {@code offset} and {@code most}, the rows that it gives at the most.
     */
    public String sql(Dialect dialect, boolean includeLocked) {
        String hosts = hosts(dialect, includeLocked);
        String accounts = (includeLocked ? "" : " and f.state != 'locked'")
                + (userName.isEmpty() ? "" : " and " + dialect.contains("f.user_folded", "user"));
        return matched(dialect, hosts)
                + "select n.total, w.host_id, w.host_name, h.private_ip, h.public_ip,"
                + " f.user_name, f.service_type, f.password_changed_at, f.masked, f.suggestion, f.last_seen_at, s.finished_at"
                + " from (select count(*) as total from matched) n"
                + " left join (select host_id, host_name from matched"
                + " order by host_name, host_id limit :limit offset :offset) w on true"
                + " left join host h on h.id = w.host_id"
                + " left join host_scan s on s.host_id = w.host_id"
                + " left join finding f on f.host_id = w.host_id and f.listed and f.fixed_at is null" + accounts
                + " order by w.host_name, w.host_id, f.service_type, f.user_name, f.store, f.id limit :most";
    }

    /**
     * Both count in one walk and go no further than the page in another, which an index in the answer's order makes cheap.
     * With a filter on a text PostgreSQL would jump through its table for the second one, so there it walks once and sorts
     * what matched. See docs/performance.md.
     */
    private String matched(Dialect dialect, String hosts) {
        boolean text = hostName.isPresent() || hostIp.isPresent() || userName.isPresent();
        String once = dialect == Dialect.POSTGRESQL && text ? "materialized" : "not materialized";
        return "with matched as " + once + " (select host_id, host_name from weak_host where " + hosts + ") ";
    }

    /** Binds the filter's own parameters. */
    public Query bindTo(Query query) {
        enterpriseProject.ifPresent(id -> query.bind("enterprise", id));
        hostId.ifPresent(id -> query.bind("host", id));
        hostName.ifPresent(part -> query.bind("name", part));
        hostIp.ifPresent(part -> query.bind("ip", part));
        userName.ifPresent(part -> query.bind("user", part));
        return query;
    }

    private String hosts(Dialect dialect, boolean includeLocked) {
        StringBuilder sql = new StringBuilder("project_id = :project");
        enterpriseProject.ifPresent(id -> sql.append(" and enterprise_project_id = :enterprise"));
        hostId.ifPresent(id -> sql.append(" and host_id = :host"));
        hostName.ifPresent(part -> sql.append(" and ").append(dialect.contains("name_folded", "name")));
        hostIp.ifPresent(part -> sql.append(" and ").append(dialect.contains("ip_folded", "ip")));
        userName.ifPresent(part -> sql.append(" and (")
                .append(dialect.contains("users", "user"))
                .append(includeLocked ? " or " + dialect.contains("locked_users", "user") : "")
                .append(")"));
        if (!includeLocked && userName.isEmpty()) {
            sql.append(" and accounts > 0");
        }
        return sql.toString();
    }
}
