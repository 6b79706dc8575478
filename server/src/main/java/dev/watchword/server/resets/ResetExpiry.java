package dev.watchword.server.resets;

import dev.watchword.server.Parts;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Gives up resets whose time is over or whose host was retired, and drops their envelopes. To be run every few minutes;
 * what is shown of a reset does not wait for it. Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param resets what it looks through
 */
public record ResetExpiry(Parts parts, Resets resets) implements Runnable {

    private static final int AT_ONCE = 500;

    @Override
    public void run() {
        while (sweep() == AT_ONCE) {
            // the next part, in a transaction of its own
        }
    }

    private int sweep() {
        long now = parts.now();
        return parts.database().write(handle -> {
            List<String> late = pending(handle, "reset.expires_at <= :now", now);
            late.forEach(id -> resets.giveUp(handle, id, ResetState.EXPIRED, ResetReason.NONE, now));
            List<String> stranded = pending(handle, "reset.expires_at > :now and host.retired_at is not null", now);
            stranded.forEach(id -> resets.giveUp(handle, id, ResetState.FAILED, ResetReason.UNREACHABLE, now));
            return Math.max(late.size(), stranded.size());
        });
    }

    private static List<String> pending(Handle handle, String condition, long now) {
        return handle.createQuery("select reset.id from reset join host on host.id = reset.host_id"
                        + " where reset.state in ('accepted', 'delivered', 'staged') and " + condition
                        + " order by reset.expires_at, reset.id limit " + AT_ONCE)
                .bind("now", now)
                .mapTo(String.class)
                .list();
    }
}
