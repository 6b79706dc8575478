package dev.watchword.server;

import dev.watchword.server.agents.KeyStatus;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.FirstStart;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.secrets.AtRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Changes the key with which a server signs for its agents, in two steps: between them agents hear of the next key while
 * the server runs. The steps themselves need a stopped server, and are written to the audit log.
 */
public final class RotateServerKey {

    private RotateServerKey() {}

    /**
     * How far it is; the server may run. Changes nothing.
     *
     * @throws Refusal when there is no database, or no server ever ran on it
     * @throws IOException when it cannot be read
     */
    public static KeyStatus status(ServerConfig config) throws IOException, Refusal {
        config.check();
        Path state = config.data().toAbsolutePath().normalize().resolve("state.db");
        if (config.database().isEmpty() && !Files.isRegularFile(state)) {
            throw new Refusal("there is no database " + state + ": name the server's --data or --database");
        }
        try (Database database = Database.openToRead(config.database().orElse("jdbc:sqlite:" + state))) {
            return status(database, InstantSource.system());
        } catch (RuntimeException e) {
            throw new IOException("the database cannot be read", e);
        }
    }

    /**
     * Makes the next key, unless there is one: agents hear of it when the server runs again.
     *
     * @throws Refusal when the server runs, or none ever ran
     * @throws IOException when the folder, the database or the audit log cannot be used
     */
    public static KeyStatus prepare(ServerConfig config) throws IOException, Refusal {
        return change(
                config, "watchword:serverKey:prepare", InstantSource.system(), ServerKeys::prepareNext, before -> {});
    }

    /**
     * Makes the next key the current one.
     *
     * @param anyway even when agents did not hear of it, which must then be enrolled again, or when resets are open, which
     *     then fail
     * @throws Refusal when there is no next key, somebody would be left behind, the server runs, or none ever ran
     * @throws IOException when the folder, the database or the audit log cannot be used
     */
    public static KeyStatus promote(ServerConfig config, boolean anyway) throws IOException, Refusal {
        return promote(config, anyway, InstantSource.system());
    }

    static KeyStatus promote(ServerConfig config, boolean anyway, InstantSource clock) throws IOException, Refusal {
        return change(
                config,
                "watchword:serverKey:promote",
                clock,
                ServerKeys::promote,
                before -> requireReady(before, anyway));
    }

    private static void requireReady(KeyStatus status, boolean anyway) throws Refusal {
        if (status.next().isEmpty()) {
            throw new Refusal("there is no next key: prepare it first");
        }
        if (status.unheardCount() > 0 && !anyway) {
            throw new Refusal(
                    "%d of %d agents did not hear of the next key yet: let the server run, or leave them behind"
                            .formatted(status.unheardCount(), status.agents()));
        }
        if (status.openResets() > 0 && !anyway) {
            throw new Refusal("%d password resets are sealed with the current key and would fail: wait for them"
                    .formatted(status.openResets()));
        }
    }

    /** What must hold before. */
    private interface Condition {
        void require(KeyStatus before) throws Refusal;
    }

    private static KeyStatus change(
            ServerConfig config, String action, InstantSource clock, Consumer<ServerKeys> step, Condition condition)
            throws IOException, Refusal {
        config.check();
        try (DataFolder folder = DataFolder.open(config.data());
                Database database = WatchwordServer.database(config, folder)) {
            KeyStatus before = status(database, clock);
            condition.require(before);
            Parts parts = new Parts(database, new AtRest(folder.key(FirstStart.isDone(database))), clock);
            try (AuditLog audit = WatchwordServer.audit(parts, folder)) {
                audit.local(action, "", notes(before));
                step.accept(new ServerKeys(parts));
                KeyStatus after = status(database, clock);
                audit.local(action + "d", "", notes(after));
                return after;
            } catch (ApiError error) {
                throw new IOException(error.message(), error);
            }
        }
    }

    private static KeyStatus status(Database database, InstantSource clock) throws Refusal {
        return database.read(handle -> KeyStatus.of(handle, clock.millis()))
                .orElseThrow(() -> new Refusal("there is no key yet: watchword serve makes one"));
    }

    private static Map<String, String> notes(KeyStatus status) {
        return Map.of(
                "current", status.current().fingerprint(),
                "next", status.next().map(KeyStatus.Key::fingerprint).orElse(""));
    }
}
