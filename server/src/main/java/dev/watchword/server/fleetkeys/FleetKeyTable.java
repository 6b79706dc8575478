package dev.watchword.server.fleetkeys;

import dev.watchword.server.agents.Agent;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which key holds in a project, in the caller's own transaction. Safe for use by many threads. */
final class FleetKeyTable {

    /** A key that somebody has waited for so long, and nobody got meanwhile, is taken for lost. */
    static final Duration LOST_AFTER = Duration.ofDays(1);

    /** An agent that may have the key: not one that was revoked or seems copied, and its host is not retired. */
    static final String SOUND = "a.state = 'active' and h.retired_at is null and a.suspected_clone_at is null";

    private static final String MEMBERS = " from fleet_key_member m join agent a on a.id = m.agent_id"
            + " join host h on h.id = a.host_id where m.project_id = :project and ";

    /** The id of the key that holds. */
    Optional<String> current(Handle handle, String project) {
        return handle.createQuery("select key_id from fleet_key where project_id = :project and ended_at is null")
                .bind("project", project)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether a key is to end: somebody has it who may not, or nobody has it any more who could give it. */
    boolean isSpent(Handle handle, String project, String key, long now) {
        long leaked = count(
                handle, "m.key_id = :key and (a.state = 'revoked' or a.suspected_clone_at is not null)", project, key);
        long having = count(handle, "m.key_id = :key and (m.held or m.sealed <> '') and " + SOUND, project, key);
        return leaked > 0 || having == 0 || isStuck(handle, project, key, now - LOST_AFTER.toMillis());
    }

    /** Who could open nobody's copy is the one that is broken. */
    private boolean isStuck(Handle handle, String project, String key, long before) {
        long waiting = handle.createQuery("select count(*)" + MEMBERS
                        + "m.wanted_at > 0 and m.wanted_at < :before and m.sealed = '' and exists (select 1"
                        + " from fleet_key k where k.project_id = :project and k.key_id = :key"
                        + " and k.given_at < :before) and (select count(*) from fleet_key_refusal f"
                        + " where f.agent_id = m.agent_id and f.key_id = :key) < " + FleetKeyMembers.MOST_REFUSALS
                        + " and " + SOUND)
                .bind("project", project)
                .bind("key", key)
                .bind("before", before)
                .mapTo(Long.class)
                .one();
        return waiting > 0;
    }

    private static long count(Handle handle, String which, String project, String key) {
        return handle.createQuery("select count(*)" + MEMBERS + which)
                .bind("project", project)
                .bind("key", key)
                .mapTo(Long.class)
                .one();
    }

    /** Ends the key, and with it every copy that waits. */
    void end(Handle handle, String project, String key, long now) {
        handle.createUpdate("update fleet_key set ended_at = :now where project_id = :project and key_id = :key")
                .bind("project", project)
                .bind("key", key)
                .bind("now", now)
                .execute();
        handle.createUpdate("update fleet_key_member set held = false, sender_id = '', sealed = ''"
                        + " where project_id = :project and key_id = :key")
                .bind("project", project)
                .bind("key", key)
                .execute();
    }

    /**
     * Makes a key the one that holds, if none does and this one never did.
     *
     * @return the key that holds after that; empty when this one has ended before
     */
    Optional<String> propose(Handle handle, Agent maker, String key, long now) {
        Optional<String> holding = current(handle, maker.projectId());
        if (holding.isPresent()) {
            return holding;
        }
        handle.createUpdate("insert into fleet_key (project_id, key_id, maker_id, made_at, given_at)"
                        + " values (:project, :key, :maker, :now, :now) on conflict do nothing")
                .bind("project", maker.projectId())
                .bind("key", key)
                .bind("maker", maker.id())
                .bind("now", now)
                .execute();
        return current(handle, maker.projectId());
    }

    /** Notes that somebody got the key. */
    void given(Handle handle, String project, String key, long now) {
        handle.createUpdate("update fleet_key set given_at = :now where project_id = :project and key_id = :key")
                .bind("project", project)
                .bind("key", key)
                .bind("now", now)
                .execute();
    }

    /** How many agents the project has, retired ones with them. */
    long agents(Handle handle, String project) {
        return handle.createQuery("select count(*) from agent where project_id = :project and state = 'active'")
                .bind("project", project)
                .mapTo(Long.class)
                .one();
    }
}
