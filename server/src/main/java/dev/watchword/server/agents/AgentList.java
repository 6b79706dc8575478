package dev.watchword.server.agents;

import dev.watchword.protocol.ScanBounds;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The agents of a project, for those who look after them. Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param agents the table
 */
public record AgentList(Parts parts, Agents agents) {

    private static final int MOST = 2_000_000;

    /** What the list is asked for. */
    public static final Fields QUERY = Fields.of(
            Field.optional("host_id", Shape.text(0, 64)),
            Field.optional("state", Shape.word("active", "suspected_clone", "revoked", "replaced", "retired")),
            Field.optional("limit", Shape.whole(1, 200)).or(50),
            Field.optional("offset", Shape.whole(0, MOST)).or(0));

    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);

    /** A page of the list. */
    public static final Fields PAGE = Fields.of(
            Field.required("total_num", Shape.whole(0, Long.MAX_VALUE)),
            Field.required(
                    "data_list",
                    Shape.items(
                            0,
                            200,
                            Shape.members(
                                    Field.required("agent_id", Shape.text(36, 36)),
                                    Field.required("host_id", Shape.text(36, 36)),
                                    Field.required("host_name", Shape.text(0, 256)),
                                    Field.required("role", Shape.word(Agent.HOST, Agent.SCANNER)),
                                    Field.required("state", Shape.text(1, 32)),
                                    Field.required("agent_version", Shape.text(0, 64)),
                                    Field.required("accounts", TIME),
                                    Field.required("tested", TIME),
                                    Field.required("next_scan_at", TIME)
                                            .saying("By its schedule, as the agent tells; 0 when none is told"),
                                    Field.required("bounds", Shape.members(AgentFields.BOUNDS))
                                            .saying("Of its scans; 0 for what it does not tell"),
                                    Field.required("enrolled_at", TIME),
                                    Field.required("last_seen_at", TIME)
                                            .saying("Of the host, to the minute; 0 before the first heartbeat")))));

    /** One word for everything that can be said of an agent's standing. */
    private static final String STATE = "case when a.state <> 'active' then a.state"
            + " when h.retired_at is not null then 'retired'"
            + " when a.suspected_clone_at is not null then 'suspected_clone' else 'active' end";

    private static final String WHERE = " from agent a join host h on h.id = a.host_id where a.project_id = :project"
            + " and (:host = '' or a.host_id = :host) and (:state = '' or " + STATE + " = :state)";

    /** Shows a page, by host name and then the newest first. */
    public Answer list(Call call) {
        Listing<Listed> page = parts.database().read(handle -> page(handle, call));
        return Answer.ok(page);
    }

    /** Denies an agent's key at once. */
    public Answer revoke(Call call) {
        String id = call.path("agent_id");
        call.notes().note("agent_id", id);
        boolean found = parts.database()
                .write(handle ->
                        agents.revoke(handle, call.projectId(), id, call.at().toEpochMilli()));
        if (!found) {
            throw Service.WATCHWORD.notFound("agent", id);
        }
        return Answer.empty(204);
    }

    private static Listing<Listed> page(Handle handle, Call call) {
        long total = bound(handle.createQuery("select count(*)" + WHERE), call)
                .mapTo(Long.class)
                .one();
        List<Listed> listed = bound(
                        handle.createQuery(
                                "select a.id, a.host_id, h.name, a.role, " + STATE + " as standing, h.agent_version,"
                                        + " a.accounts, a.tested, a.next_scan_at, a.cpu_percent, a.nightly_seconds,"
                                        + " a.asked_seconds, a.account_seconds, a.memory_bytes,"
                                        + " a.enrolled_at, h.last_seen_at" + WHERE
                                        + " order by h.name, a.host_id, a.enrolled_at desc, a.id"
                                        + " limit :limit offset :offset"),
                        call)
                .bind("limit", call.query().whole("limit"))
                .bind("offset", call.query().whole("offset"))
                .map((row, context) -> listed(row))
                .list();
        return new Listing<>(total, listed);
    }

    private static Query bound(Query query, Call call) {
        return query.bind("project", call.projectId())
                .bind("host", call.query().filter("host_id").orElse(""))
                .bind("state", call.query().filter("state").orElse(""));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("id"),
                row.getString("host_id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("standing"),
                row.getString("agent_version"),
                row.getLong("accounts"),
                row.getLong("tested"),
                row.getLong("next_scan_at"),
                new ScanBounds(
                        row.getInt("cpu_percent"),
                        row.getLong("nightly_seconds"),
                        row.getLong("asked_seconds"),
                        row.getLong("account_seconds"),
                        row.getLong("memory_bytes")),
                row.getLong("enrolled_at"),
                row.getLong("last_seen_at"));
    }

    /** One line of the list; see {@link #PAGE}. */
    private record Listed(
            String agentId,
            String hostId,
            String hostName,
            String role,
            String state,
            String agentVersion,
            long accounts,
            long tested,
            long nextScanAt,
            ScanBounds bounds,
            long enrolledAt,
            long lastSeenAt) {}
}
