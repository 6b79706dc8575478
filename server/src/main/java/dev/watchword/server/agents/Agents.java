package dev.watchword.server.agents;

import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.VerificationKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of agents, in the caller's own transaction. Safe for use by many threads. */
public final class Agents {

    private static final String COLUMNS =
            "select a.id, a.project_id, a.host_id, a.role, a.signing_key, a.sealing_key, a.state,"
                    + " a.counter, a.suspected_clone_at, h.boot_id, h.retired_at"
                    + " from agent a join host h on h.id = a.host_id ";

    /** An agent, whatever its state. */
    public Optional<Agent> find(Handle handle, String id) {
        return handle.createQuery(COLUMNS + "where a.id = :id")
                .bind("id", id)
                .map((row, context) -> agent(row))
                .findOne();
    }

    /** The agent that speaks for a host now. */
    public Optional<Agent> ofHost(Handle handle, String hostId) {
        return handle.createQuery(COLUMNS + "where a.host_id = :hostId and a.state = 'active'")
                .bind("hostId", hostId)
                .map((row, context) -> agent(row))
                .findOne()
                .filter(Agent::active);
    }

    /** Enrols one; whoever spoke for the host before is replaced. */
    public void add(
            Handle handle,
            String id,
            String projectId,
            String hostId,
            String machineId,
            String role,
            KeyOffer keys,
            long now) {
        handle.createUpdate("update agent set state = 'replaced', ended_at = :now"
                        + " where host_id = :hostId and state = 'active'")
                .bind("hostId", hostId)
                .bind("now", now)
                .execute();
        handle.createUpdate(
                        "insert into agent (id, project_id, host_id, machine_id, role, signing_key, sealing_key, state,"
                                + " counter, accounts, tested, enrolled_at)"
                                + " values (:id, :projectId, :hostId, :machineId, :role, :signing, :sealing, 'active', 0, 0, 0, :now)")
                .bind("id", id)
                .bind("projectId", projectId)
                .bind("hostId", hostId)
                .bind("machineId", machineId)
                .bind("role", role)
                .bind("signing", keys.signing().toBytes())
                .bind("sealing", keys.sealing().toBytes())
                .bind("now", now)
                .execute();
    }

    /** The host that a machine of a project was, when it was enrolled before. */
    public Optional<String> hostOfMachine(Handle handle, String projectId, String machineId) {
        return handle.createQuery("select host_id from agent where project_id = :projectId and machine_id = :machineId"
                        + " order by enrolled_at desc, id limit 1")
                .bind("projectId", projectId)
                .bind("machineId", machineId)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether a host of the project had an agent. */
    public boolean hadHost(Handle handle, String projectId, String hostId) {
        return handle.createQuery("select count(*) from agent where project_id = :projectId and host_id = :hostId")
                        .bind("projectId", projectId)
                        .bind("hostId", hostId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Takes new keys in the place of the old ones. */
    public void changeKeys(Handle handle, String id, KeyOffer keys) {
        handle.createUpdate("update agent set signing_key = :signing, sealing_key = :sealing where id = :id")
                .bind("id", id)
                .bind("signing", keys.signing().toBytes())
                .bind("sealing", keys.sealing().toBytes())
                .execute();
    }

    /**
     * Makes the counter of a request durable together with its effect.
     *
     * @return false when a request with this or a later counter had its effect already
     */
    public boolean advance(Handle handle, String id, long counter) {
        return handle.createUpdate("update agent set counter = :counter where id = :id and counter < :counter"
                                + " and state = 'active'")
                        .bind("id", id)
                        .bind("counter", counter)
                        .execute()
                == 1;
    }

    /** Remembers since when two machines seem to use one key. */
    public void suspectClone(Handle handle, String id, long now) {
        handle.createUpdate("update agent set suspected_clone_at = :now where id = :id and suspected_clone_at is null")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /**
     * Denies an agent's key from now on.
     *
     * @return whether the project has such an agent; one that is denied already stays so
     */
    public boolean revoke(Handle handle, String projectId, String id, long now) {
        handle.createUpdate("update agent set state = 'revoked', ended_at = :now"
                        + " where id = :id and project_id = :projectId and state = 'active'")
                .bind("id", id)
                .bind("projectId", projectId)
                .bind("now", now)
                .execute();
        return find(handle, id)
                .filter(agent -> agent.projectId().equals(projectId))
                .isPresent();
    }

    private static Agent agent(ResultSet row) throws SQLException {
        row.getLong("retired_at");
        boolean retired = !row.wasNull();
        row.getLong("suspected_clone_at");
        boolean suspected = !row.wasNull();
        return new Agent(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("host_id"),
                row.getString("role"),
                VerificationKey.parse(row.getBytes("signing_key")).orElseThrow(Agents::damaged),
                SealingKey.parse(row.getBytes("sealing_key")).orElseThrow(Agents::damaged),
                row.getString("state").equals("active") && !retired,
                row.getLong("counter"),
                suspected,
                row.getString("boot_id"));
    }

    private static IllegalStateException damaged() {
        return new IllegalStateException("a key of an agent is damaged");
    }
}
