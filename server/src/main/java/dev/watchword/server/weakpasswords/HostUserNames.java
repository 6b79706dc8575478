package dev.watchword.server.weakpasswords;

import org.jdbi.v3.core.Handle;

/** By which names of accounts a host's findings are found, see the migration that made the table. */
final class HostUserNames {

    private HostUserNames() {}

    /** Makes them right after the host's findings came or went. */
    static void rewrite(Handle handle, String hostId) {
        handle.createUpdate("insert into host_user_names (project_id, host_id, names)"
                        + " select h.project_id, h.id, coalesce((select string_agg(d.user_folded, :feed)"
                        + " from (select distinct f.user_folded from finding f where f.host_id = :host) d), '')"
                        + " from host h where h.id = :host"
                        + " on conflict (project_id, host_id) do update set names = excluded.names")
                .bind("feed", "\n")
                .bind("host", hostId)
                .execute();
    }

    /** Forgets a host. */
    static void erase(Handle handle, String hostId) {
        handle.execute(
                "delete from host_user_names where host_id = ? and project_id = (select project_id from host where id = ?)",
                hostId,
                hostId);
    }
}
