package dev.watchword.server;

import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.bootstrap.Credentials;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.FirstStart;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.bootstrap.RootRecovery;
import dev.watchword.server.database.Database;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.secrets.AtRest;
import dev.watchword.server.users.PasswordCost;
import dev.watchword.server.users.PasswordHashing;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Opens a stopped server's folder and gives its lost root user new credentials. */
public final class RecoverRoot {

    private RecoverRoot() {}

    /**
     * Does it. The credentials stand in {@code recovered.json} of the folder too.
     *
     * @param account which one's root; empty where there is only one
     * @throws Refusal when the server runs, or there is no such account
     * @throws IOException when the folder, the database or the audit log cannot be used
     */
    public static Credentials in(ServerConfig config, Optional<String> account) throws IOException, Refusal {
        config.check();
        try (DataFolder folder = DataFolder.open(config.data());
                Database database = WatchwordServer.database(config, folder)) {
            AtRest atRest = new AtRest(folder.key(FirstStart.isDone(database)));
            Parts parts = new Parts(database, atRest, InstantSource.system());
            try (AuditLog audit = WatchwordServer.audit(parts, folder)) {
                return new RootRecovery(parts, new PasswordHashing(PasswordCost.STANDARD), folder, audit)
                        .run(config.told(config.listen().getPort()), account);
            } catch (ApiError error) {
                throw new IOException(error.message(), error);
            }
        }
    }
}
