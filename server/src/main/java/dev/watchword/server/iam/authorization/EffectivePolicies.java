package dev.watchword.server.iam.authorization;

import dev.watchword.server.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * The policies that speak of a user: their own and those of their groups. Kept for half a minute, and forgotten at once
 * when something is changed through this server; another server on the same database follows within that half minute.
 * Safe for use by many threads.
 */
public final class EffectivePolicies {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_USERS = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final AtomicLong generation = new AtomicLong();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public EffectivePolicies(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets them all. Call it after a change is committed. */
    public void changed() {
        generation.incrementAndGet();
        kept.clear();
    }

    /**
     * The policies of a user, by name.
     *
     * @throws IllegalStateException when one of them cannot be read: it may deny something
     */
    List<StoredPolicy> of(String userId) {
        long now = clock.millis();
        long current = generation.get();
        Kept known = kept.get(userId);
        if (known != null && known.generation == current && Math.abs(now - known.readAt) < KEPT.toMillis()) {
            return known.policies;
        }
        List<StoredPolicy> policies = database.read(handle -> read(handle, userId));
        if (kept.size() >= MOST_USERS) {
            kept.clear();
        }
        kept.put(userId, new Kept(current, now, policies));
        return policies;
    }

    private static List<StoredPolicy> read(Handle handle, String userId) {
        List<StoredPolicy> policies = new ArrayList<>();
        handle.createQuery("select p.id, p.name, p.document from identity_policy p where p.id in ("
                        + " select policy_id from policy_attachment where user_id = :userId"
                        + " union select a.policy_id from policy_attachment a"
                        + " join group_member m on m.group_id = a.group_id where m.user_id = :userId)"
                        + " order by p.id")
                .bind("userId", userId)
                .map((row, context) -> new Row(row.getString("id"), row.getString("name"), row.getString("document")))
                .forEach(row -> policies.add(row.policy()));
        return List.copyOf(policies);
    }

    private record Row(String id, String name, String document) {
        StoredPolicy policy() {
            try {
                return new StoredPolicy(id, name, PolicyDocument.parse(document));
            } catch (MalformedPolicy malformed) {
                throw new IllegalStateException("the stored policy " + id + " cannot be read", malformed);
            }
        }
    }

    /** What was read, of which state, when. */
    private record Kept(long generation, long readAt, List<StoredPolicy> policies) {}
}
