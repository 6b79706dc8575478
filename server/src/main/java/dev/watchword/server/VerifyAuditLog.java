package dev.watchword.server;

import dev.watchword.server.auditlog.Homes;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Verifies the audit log of a stopped server, or of a copy of its folder, and writes nothing. */
public final class VerifyAuditLog {

    private VerifyAuditLog() {}

    /**
     * Does it.
     *
     * @throws Refusal when there is no database, or the server runs
     * @throws IOException when something cannot be read
     */
    public static List<Homes.Home> in(ServerConfig config) throws IOException, Refusal {
        config.check();
        Path folder = config.data().toAbsolutePath().normalize();
        Path state = folder.resolve("state.db");
        if (config.database().isEmpty() && !Files.isRegularFile(state)) {
            throw new Refusal("there is no database " + state + ": name the server's --data or --database");
        }
        Path lock = folder.resolve("lock");
        if (!Files.exists(lock)) {
            return verified(config, folder, state);
        }
        // A shared lock: it keeps a server from starting, and needs no right to write.
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ)) {
            if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw running(folder);
            }
            return verified(config, folder, state);
        } catch (OverlappingFileLockException e) {
            throw running(folder);
        }
    }

    private static Refusal running(Path folder) {
        return Refusal.inUse(folder, "stop it first");
    }

    private static List<Homes.Home> verified(ServerConfig config, Path folder, Path state) throws IOException {
        try (Database database = Database.openToRead(config.database().orElse("jdbc:sqlite:" + state))) {
            return Homes.verify(database, folder.resolve("audit"));
        } catch (RuntimeException e) {
            throw new IOException("the database cannot be opened", e);
        }
    }
}
