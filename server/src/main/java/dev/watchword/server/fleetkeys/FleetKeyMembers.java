package dev.watchword.server.fleetkeys;

import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.server.agents.Agent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which agents have the key and which lack it, in the caller's own transaction. Safe for use by many threads. */
final class FleetKeyMembers {

    /** So many an answer: who gets the key gives it on, so that a fleet of any size has it after a few rounds. */
    static final int MOST_RECIPIENTS = 4;

    /** Who was asked to seal for somebody may do so for this long before another is asked. */
    static final Duration ASKED_FOR = Duration.ofMinutes(10);

    /** Whose copies so many agents could not open has not got the key, whatever it says. */
    static final int MOST_REFUSALS = 3;

    private static final String LACKING = " from fleet_key_member m join agent a on a.id = m.agent_id"
            + " join host h on h.id = a.host_id where m.project_id = :project and m.wanted_at > 0 and m.sealed = ''"
            + " and m.asked_at < :before and m.agent_id <> :agent and " + FleetKeyTable.SOUND
            + " and not exists (select 1 from fleet_key_refusal f where f.agent_id = m.agent_id and f.sender_id = :agent"
            + " and f.key_id = :key)";

    /**
     * Where an agent stands.
     *
     * @param keyId which key it made, has or was sent
     * @param held whether it has it
     * @param senderId who sealed the copy that waits for it
     * @param sealed that copy, {@code ""} for none
     */
    record Member(String keyId, boolean held, String senderId, String sealed) {}

    Optional<Member> find(Handle handle, String agentId) {
        return handle.createQuery("select * from fleet_key_member where agent_id = :agent")
                .bind("agent", agentId)
                .map((row, context) -> member(row))
                .findOne();
    }

    /**
     * The agent has the key.
     *
     * @return whether it got it now, by a copy that waited for it
     */
    boolean holds(Handle handle, Agent agent, String key) {
        boolean got = find(handle, agent.id())
                .filter(member -> member.keyId().equals(key) && !member.sealed().isEmpty())
                .isPresent();
        put(handle, agent, key, true, 0);
        return got;
    }

    /** The agent lacks the key: from now on, unless it did before. */
    void lacks(Handle handle, Agent agent, String key, long now) {
        boolean knew = find(handle, agent.id())
                .filter(member -> member.keyId().equals(key))
                .isPresent();
        put(handle, agent, knew ? key : "", false, now);
    }

    private static void put(Handle handle, Agent agent, String key, boolean held, long wantedAt) {
        handle.createUpdate("insert into fleet_key_member (agent_id, project_id, key_id, held, sender_id, sealed,"
                        + " wanted_at, asked_at) values (:agent, :project, :key, :held, '', '', :wanted, 0)"
                        + " on conflict (agent_id) do update set key_id = :key, held = :held, sender_id = '',"
                        + " sealed = '', wanted_at = case when :wanted > 0 and fleet_key_member.wanted_at > 0"
                        + " then fleet_key_member.wanted_at else :wanted end")
                .bind("agent", agent.id())
                .bind("project", agent.projectId())
                .bind("key", key)
                .bind("held", held)
                .bind("wanted", wantedAt)
                .execute();
    }

    /** The agent could not open what this one sealed for it. */
    void refused(Handle handle, Agent agent, String senderId, String key) {
        handle.createUpdate("insert into fleet_key_refusal (agent_id, sender_id, key_id)"
                        + " select :agent, a.id, :key from agent a where a.id = :sender and a.project_id = :project"
                        + " on conflict (agent_id, sender_id) do update set key_id = :key")
                .bind("agent", agent.id())
                .bind("sender", senderId)
                .bind("key", key)
                .bind("project", agent.projectId())
                .execute();
    }

    /** Whether so many could not open what it sealed that it is asked no more. */
    boolean isDistrusted(Handle handle, String senderId, String key) {
        return handle.createQuery("select count(*) from fleet_key_refusal where sender_id = :sender and key_id = :key")
                        .bind("sender", senderId)
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one()
                >= MOST_REFUSALS;
    }

    private static boolean hasRefused(Handle handle, String agentId, String senderId, String key) {
        return handle.createQuery("select count(*) from fleet_key_refusal where agent_id = :agent"
                                + " and sender_id = :sender and key_id = :key")
                        .bind("agent", agentId)
                        .bind("sender", senderId)
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether somebody lacks the key whom nobody is sealing for, and this one may. */
    boolean isAnybodyLacking(Handle handle, Agent holder, String key, long now) {
        return handle.createQuery("select count(*)" + LACKING)
                        .bind("key", key)
                        .bind("project", holder.projectId())
                        .bind("agent", holder.id())
                        .bind("before", now - ASKED_FOR.toMillis())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** A few that lack the key, those first who wait longest; nobody else is asked to seal for them for a while. */
    List<FleetKeyAnswer.Recipient> ask(Handle handle, Agent holder, String key, long now) {
        if (isDistrusted(handle, holder.id(), key)) {
            return List.of();
        }
        List<FleetKeyAnswer.Recipient> asked = handle.createQuery("select m.agent_id, a.sealing_key" + LACKING
                        + " order by m.wanted_at, m.agent_id limit " + MOST_RECIPIENTS)
                .bind("project", holder.projectId())
                .bind("key", key)
                .bind("agent", holder.id())
                .bind("before", now - ASKED_FOR.toMillis())
                .map((row, context) -> new FleetKeyAnswer.Recipient(
                        row.getString("agent_id"), Base64.getEncoder().encodeToString(row.getBytes("sealing_key"))))
                .list();
        for (FleetKeyAnswer.Recipient one : asked) {
            handle.createUpdate("update fleet_key_member set asked_at = :now where agent_id = :agent")
                    .bind("now", now)
                    .bind("agent", one.agentId())
                    .execute();
        }
        return asked;
    }

    /**
     * Keeps a copy for an agent that lacks the key.
     *
     * @return false when it does not, has a copy already, or could not open one of this sender's before
     */
    boolean give(Handle handle, Agent recipient, String key, String senderId, String sealed) {
        if (hasRefused(handle, recipient.id(), senderId, key) || isDistrusted(handle, senderId, key)) {
            return false;
        }
        return handle.createUpdate(
                                "update fleet_key_member set key_id = :key, sender_id = :sender, sealed = :sealed"
                                        + " where agent_id = :agent and project_id = :project and wanted_at > 0 and sealed = ''")
                        .bind("key", key)
                        .bind("sender", senderId)
                        .bind("sealed", sealed)
                        .bind("agent", recipient.id())
                        .bind("project", recipient.projectId())
                        .execute()
                == 1;
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("key_id"), row.getBoolean("held"), row.getString("sender_id"), row.getString("sealed"));
    }
}
