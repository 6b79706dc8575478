package dev.watchword.server.enrolment;

import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.auditlog.AuditLog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the server's own machine in, without a person who carries a token: for whoever runs server and agent in one process. Safe for use by
 * many threads.
 *
 * @param parts what it stands on
 * @param keys the server's
 * @param audit where each token is written down
 */
public record LocalMembership(Parts parts, ServerKeys keys, AuditLog audit) {

    private static final Duration LIFE = Duration.ofMinutes(2);

    /**
     * A token good for two minutes. Prints nothing of itself.
     *
     * @param secret one-time
     * @param fingerprint of the server's current key
     */
    public record Token(String secret, String fingerprint) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * Makes one for the first project in the name of its account's root user; it also replaces a former membership of the
     * machine.
     *
     * @param machineId the machine's, as it will say itself
     */
    public Token token(String machineId) {
        String secret = EnrolmentToken.secret();
        long now = parts.now();
        Project project = parts.database()
                .read(handle -> handle.createQuery(
                                "select p.id, p.domain_id, u.id as user_id from project p join iam_user u"
                                        + " on u.domain_id = p.domain_id and u.root order by p.created_at, p.id limit 1")
                        .map((row, context) ->
                                new Project(row.getString("id"), row.getString("domain_id"), row.getString("user_id")))
                        .one());
        String replaces = parts.database()
                .read(handle -> new Agents().hostOfMachine(handle, project.id(), machineId))
                .orElse("");
        EnrolmentToken token = new EnrolmentToken(
                Ids.uuid(),
                project.id(),
                "0",
                "",
                "host",
                replaces,
                project.rootId(),
                now,
                now + LIFE.toMillis(),
                false,
                Optional.empty());
        audit.local("watchword:enrolmentToken:create", project.domainId(), Map.of("enrolment_token_id", token.id()));
        String fingerprint = parts.database().write(handle -> {
            new EnrolmentTokens().add(handle, token, EnrolmentToken.digest(secret));
            return keys.trusted(handle).getFirst().fingerprint();
        });
        return new Token(secret, fingerprint);
    }

    private record Project(String id, String domainId, String rootId) {}
}
