package dev.watchword.server.commands;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The queue of commands, in the caller's own transaction: a feature writes its own state and the command together.
 * Safe for use by many threads.
 */
public final class Commands {

    /** Puts a command into its host's queue. */
    public void queue(Handle handle, Command command) {
        handle.createUpdate("insert into agent_command (id, host_id, kind, payload, created_at, expires_at, state)"
                        + " values (:id, :hostId, :kind, :payload, :createdAt, :expiresAt, 'queued')")
                .bindMethods(command)
                .execute();
    }

    /** What a host is asked to do and has not answered yet, oldest first. */
    public List<Command> open(Handle handle, String hostId, long now) {
        return handle.createQuery("select id, host_id, kind, payload, created_at, expires_at from agent_command"
                        + " where host_id = :hostId and state = 'queued' and expires_at > :now"
                        + " order by created_at, id")
                .bind("hostId", hostId)
                .bind("now", now)
                .map((row, context) -> command(row))
                .list();
    }

    /** A command that its host has not answered yet. */
    public Optional<Command> unanswered(Handle handle, String hostId, String id) {
        return handle.createQuery("select id, host_id, kind, payload, created_at, expires_at from agent_command"
                        + " where id = :id and host_id = :hostId and state = 'queued'")
                .bind("id", id)
                .bind("hostId", hostId)
                .map((row, context) -> command(row))
                .findOne();
    }

    /** Takes a command out of the queue: it was answered, or is not wanted any more. */
    public void close(Handle handle, String id, long now) {
        handle.createUpdate("update agent_command set state = 'closed', closed_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /**
     * Hands a command out no more and forgets what it carries. An answer of an agent that fetched it before is still heard.
     */
    public void withdraw(Handle handle, String id, long now) {
        handle.createUpdate("update agent_command set payload = '{}',"
                        + " expires_at = case when expires_at < :now then expires_at else :now end where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    private static Command command(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Command(
                row.getString("id"),
                row.getString("host_id"),
                row.getString("kind"),
                row.getString("payload"),
                row.getLong("created_at"),
                row.getLong("expires_at"));
    }
}
