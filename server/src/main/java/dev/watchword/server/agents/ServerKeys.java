package dev.watchword.server.agents;

import dev.watchword.protocol.ResetSealer;
import dev.watchword.protocol.SigningKey;
import dev.watchword.protocol.VerificationKey;
import dev.watchword.server.Parts;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The server's command keys: agents trust what these sign and nothing else. To change the key, {@link #prepareNext} makes
 * one that agents are told of with their next heartbeats, and {@link #promote} makes it current when all have heard. Safe
 * for use by many threads.
 *
 * @param parts what it stands on
 */
public record ServerKeys(Parts parts) {

    static final String PURPOSE = "command";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The keys; makes the first one when there is none. */
    public static ServerKeys open(Parts parts) {
        ServerKeys keys = new ServerKeys(parts);
        if (parts.database().read(handle -> keys.find(handle, "current")).isEmpty()) {
            SigningKey first = SigningKey.generate(RANDOM);
            parts.database().change(handle -> keys.insert(handle, first, "current"));
        }
        return keys;
    }

    /** The key to sign with. */
    public SigningKey current() {
        return parts.database().read(this::current);
    }

    /** The key to sign with. */
    public SigningKey current(Handle handle) {
        return find(handle, "current").orElseThrow(() -> new IllegalStateException("there is no command key"));
    }

    /** Seals resets with the current key. */
    public ResetSealer resetSealer(Handle handle) {
        return new ResetSealer(current(handle));
    }

    /** What agents are to trust: the current key, then the next if there is one. */
    public List<VerificationKey> trusted(Handle handle) {
        return handle.createQuery("select public_key from server_key where purpose = :purpose"
                        + " and state in ('current', 'next') order by state")
                .bind("purpose", PURPOSE)
                .map((row, context) -> VerificationKey.parse(row.getBytes("public_key"))
                        .orElseThrow(() -> new IllegalStateException("a command key is damaged")))
                .list();
    }

    /** Makes the next key, unless there is one; agents hear of it with their heartbeats. */
    public void prepareNext() {
        SigningKey next = SigningKey.generate(RANDOM);
        parts.database().change(handle -> insert(handle, next, "next"));
    }

    /**
     * Makes the next key the current one; the former signs no more, and what could sign with it is erased.
     *
     * @return whether there was a next key
     */
    public boolean promote() {
        return parts.database().write(handle -> {
            if (find(handle, "next").isEmpty()) {
                return false;
            }
            move(handle, "current", "retired");
            handle.createUpdate(
                            "update server_key set private_key = :none where purpose = :purpose and state = 'retired'")
                    .bind("none", new byte[0])
                    .bind("purpose", PURPOSE)
                    .execute();
            move(handle, "next", "current");
            return true;
        });
    }

    private static void move(Handle handle, String from, String to) {
        handle.createUpdate("update server_key set state = :to where purpose = :purpose and state = :from")
                .bind("purpose", PURPOSE)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private Optional<SigningKey> find(Handle handle, String state) {
        return handle.createQuery("select id, private_key from server_key where purpose = :purpose and state = :state")
                .bind("purpose", PURPOSE)
                .bind("state", state)
                .map((row, context) ->
                        SigningKey.of(parts.atRest().open(place(row.getString("id")), row.getBytes("private_key"))))
                .findOne();
    }

    /** Another process may have been faster; then its key stays. */
    private void insert(Handle handle, SigningKey key, String state) {
        String id = key.publicKey().id();
        handle.createUpdate("insert into server_key (id, purpose, public_key, private_key, state, created_at)"
                        + " values (:id, :purpose, :public, :private, :state, :now) on conflict do nothing")
                .bind("id", id)
                .bind("purpose", PURPOSE)
                .bind("public", key.publicKey().toBytes())
                .bind("private", parts.atRest().seal(place(id), key.toBytes()))
                .bind("state", state)
                .bind("now", parts.now())
                .execute();
    }

    private static String place(String id) {
        return "server_key/private_key/" + id;
    }
}
