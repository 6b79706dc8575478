package dev.watchword.server.bootstrap;

import dev.watchword.server.Parts;
import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.PasswordHashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a lost root user a new password and access key: their old ones and their tokens end. For who can read the data
 * folder and has its lock, which a running server holds; written to the audit log before and after.
 *
 * @param parts the state
 * @param passwords digests the new one
 * @param folder where the file goes
 * @param audit what is written down
 */
public record RootRecovery(Parts parts, PasswordHashing passwords, DataFolder folder, AuditLog audit) {

    private record Root(String userId, String userName, String domainId, String domainName) {}

    private record Project(String id, String name) {}

    /**
     * Does it, and tells the credentials in {@code recovered.json}.
     *
     * @param endpoint what to tell as the server's address
     * @param account which account's; empty where there is only one
     */
    public Credentials run(String endpoint, Optional<String> account) throws IOException, Refusal {
        Root root = root(account);
        Project project = project(root.domainId());
        String password = Made.password();
        String hash = passwords.hash(password);
        Credentials made = new Credentials(
                endpoint,
                root.domainId(),
                root.domainName(),
                project.id(),
                project.name(),
                root.userName(),
                Optional.of(password),
                Made.accessKeyId(),
                Made.secretAccessKey());
        byte[] secret = parts.atRest()
                .seal(
                        AccessKeys.secretPlace(made.accessKeyId()),
                        made.secretAccessKey().getBytes(StandardCharsets.UTF_8));
        Map<String, String> notes = Map.of("user_id", root.userId(), "access_key_id", made.accessKeyId());
        audit.local("watchword:root:recover", root.domainId(), notes);
        Files.deleteIfExists(folder.recovered());
        PrivateFile.write(folder.recovered(), made.json());
        long now = parts.now();
        parts.database().change(handle -> {
            handle.execute(
                    "update iam_user set enabled = true, password_hash = ?, password_set_at = ?,"
                            + " password_reset_required = false, profile_created_at = coalesce(profile_created_at, ?)"
                            + " where id = ?",
                    hash,
                    now,
                    now,
                    root.userId());
            handle.execute("delete from token where user_id = ?", root.userId());
            handle.execute("delete from access_key where user_id = ?", root.userId());
            handle.execute(
                    "insert into access_key (id, user_id, secret, enabled, created_at) values (?, ?, ?, true, ?)",
                    made.accessKeyId(),
                    root.userId(),
                    secret,
                    now);
        });
        audit.local("watchword:root:recovered", root.domainId(), notes);
        return made;
    }

    private Root root(Optional<String> account) throws Refusal {
        List<Root> roots = parts.database()
                .read(handle -> handle.createQuery(
                                "select u.id as user_id, u.name as user_name, d.id as domain_id, d.name as domain_name"
                                        + " from iam_user u join domain d on d.id = u.domain_id where u.root order by d.name")
                        .map((row, context) -> new Root(
                                row.getString("user_id"),
                                row.getString("user_name"),
                                row.getString("domain_id"),
                                row.getString("domain_name")))
                        .list());
        List<Root> meant = roots.stream()
                .filter(root -> account.isEmpty() || account.get().equals(root.domainName()))
                .toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        List<String> names = roots.stream().map(Root::domainName).toList();
        throw new Refusal(
                names.isEmpty()
                        ? "there is no account yet: watchword serve makes one"
                        : "name one of the accounts with --account: " + String.join(", ", names));
    }

    private Project project(String domainId) {
        return parts.database()
                .read(handle -> handle.createQuery(
                                "select id, name from project where domain_id = :domainId order by created_at, id limit 1")
                        .bind("domainId", domainId)
                        .map((row, context) -> new Project(row.getString("id"), row.getString("name")))
                        .findOne()
                        .orElse(new Project("", "")));
    }
}
