package dev.watchword.server.bootstrap;

import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Database;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.PasswordHashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Gives an empty database its account, project, root user and access key. The file that tells them is complete on disk
 * before the database knows them, and gets its name after: whenever the machine stops, either nothing happened or the
 * file is there at the next start.
 *
 * @param parts the state
 * @param passwords digests the root user's
 * @param folder where the file goes
 * @param defaults what an account has
 */
public record FirstStart(Parts parts, PasswordHashing passwords, DataFolder folder, AccountDefaults defaults) {

    /** The account's name. */
    public static final String ACCOUNT = "watchword";

    /** The project's name: client libraries look a project up by the name of their region. */
    public static final String PROJECT = "local-1";

    /** The root user's name. */
    public static final String ROOT = "root";

    /** Whether this database was given an account before. */
    public static boolean isDone(Database database) {
        return database.read(handle -> handle.createQuery("select count(*) from domain")
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /**
     * Does it, unless it was done before; then a file that a stopped machine left half named gets its name.
     *
     * @param endpoint what to tell as the server's address
     * @param given a file with the root user's password, which is then told nowhere
     */
    public Optional<Credentials> run(String endpoint, Optional<Path> given) throws IOException, Refusal {
        Path unnamed = folder.bootstrap().resolveSibling("bootstrap.json.new");
        if (isDone(parts.database())) {
            if (Files.exists(unnamed)) {
                PrivateFile.rename(unnamed, folder.bootstrap());
            }
            return Optional.empty();
        }
        Files.deleteIfExists(unnamed);
        String password = given.isPresent() ? GivenPassword.read(given.get()) : Made.password();
        String hash = passwords.hash(password);
        String userId = Ids.hex();
        Credentials made = new Credentials(
                endpoint,
                Ids.hex(),
                ACCOUNT,
                Ids.hex(),
                PROJECT,
                ROOT,
                given.isPresent() ? Optional.empty() : Optional.of(password),
                Made.accessKeyId(),
                Made.secretAccessKey());
        PrivateFile.write(unnamed, made.json());
        byte[] secret = sealed(made);
        parts.database().change(handle -> insert(handle, made, userId, hash, secret));
        PrivateFile.rename(unnamed, folder.bootstrap());
        return Optional.of(made);
    }

    private byte[] sealed(Credentials made) {
        return parts.atRest()
                .seal(
                        AccessKeys.secretPlace(made.accessKeyId()),
                        made.secretAccessKey().getBytes(StandardCharsets.UTF_8));
    }

    private void insert(Handle handle, Credentials made, String userId, String hash, byte[] secret) {
        long now = parts.now();
        handle.execute("insert into domain (id, name, created_at) values (?, ?, ?)", made.domainId(), ACCOUNT, now);
        handle.execute(
                "insert into project (id, domain_id, name, created_at) values (?, ?, ?, ?)",
                made.projectId(),
                made.domainId(),
                PROJECT,
                now);
        handle.execute(
                "insert into iam_user (id, domain_id, name, description, enabled, root, created_at, password_hash,"
                        + " password_set_at, password_reset_required, profile_created_at)"
                        + " values (?, ?, ?, 'The account''s root user', true, true, ?, ?, ?, false, ?)",
                userId,
                made.domainId(),
                ROOT,
                now,
                hash,
                now,
                now);
        handle.execute(
                "insert into access_key (id, user_id, secret, enabled, created_at) values (?, ?, ?, true, ?)",
                made.accessKeyId(),
                userId,
                secret,
                now);
        defaults.create(handle, made.domainId(), now);
    }
}
