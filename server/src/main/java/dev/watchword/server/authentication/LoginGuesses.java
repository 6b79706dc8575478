package dev.watchword.server.authentication;

import dev.watchword.server.Ids;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The count of guesses and the locks as they are stored, in the caller's own transaction. A guess is counted before it
 * is checked, so a crash forgets none. Safe for use by many threads.
 */
final class LoginGuesses {

    private LoginGuesses() {}

    /** Until when the subject is locked, in epoch milliseconds; empty when they are not. */
    static Optional<Long> lockedUntil(Handle handle, String subject, long now) {
        return handle.createQuery(
                        "select locked_until from login_lock where subject = :subject and locked_until > :now")
                .bind("subject", subject)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
    }

    /** How many guesses count. */
    static int count(Handle handle, String subject, LoginRules.Values rules, long now) {
        return handle.createQuery("select count(*) from login_guess where subject = :subject and guessed_at > :since")
                .bind("subject", subject)
                .bind("since", now - rules.within().toMillis())
                .mapTo(Integer.class)
                .one();
    }

    /** Counts one more and returns its id; forgets those that nobody counts any longer. */
    static String add(Handle handle, String subject, long now) {
        handle.createUpdate("delete from login_guess where guessed_at < :old")
                .bind("old", now - LoginRules.Values.LONGEST.toMillis())
                .execute();
        handle.createUpdate("delete from login_lock where locked_until < :now")
                .bind("now", now)
                .execute();
        String id = Ids.uuid();
        handle.createUpdate("insert into login_guess (id, subject, guessed_at) values (:id, :subject, :now)")
                .bind("id", id)
                .bind("subject", subject)
                .bind("now", now)
                .execute();
        return id;
    }

    /** Takes back a guess that was never checked. */
    static void remove(Handle handle, String id) {
        handle.createUpdate("delete from login_guess where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Starts the count again, but for the guesses that are being checked. */
    static void reset(Handle handle, String subject, Set<String> beingChecked) {
        handle
                .createQuery("select id from login_guess where subject = :subject")
                .bind("subject", subject)
                .mapTo(String.class)
                .list()
                .stream()
                .filter(id -> !beingChecked.contains(id))
                .forEach(id -> remove(handle, id));
    }

    /** Locks, and starts the count again for the time after. */
    static void lock(Handle handle, String subject, long until) {
        reset(handle, subject, Set.of());
        handle.createUpdate("insert into login_lock (subject, locked_until) values (:subject, :until)"
                        + " on conflict (subject) do update set locked_until = excluded.locked_until")
                .bind("subject", subject)
                .bind("until", until)
                .execute();
    }

    /** Ends a lock and starts the count again. */
    static void unlock(Handle handle, String subject) {
        reset(handle, subject, Set.of());
        handle.createUpdate("delete from login_lock where subject = :subject")
                .bind("subject", subject)
                .execute();
    }
}
