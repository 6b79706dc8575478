package dev.watchword.server.enrolment;

import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.database.Folded;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a machine with a good token a member of the fleet, in the caller's own transaction. */
final class Enrolment {

    private final Agents agents;
    private final EnrolmentTokens tokens = new EnrolmentTokens();

    Enrolment(Agents agents) {
        this.agents = agents;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * @param agentId names the keys
     * @param hostId the machine's, the same as before when it was a member before
     * @param role the token's
     * @param tokenId which token let it in
     * @param again whether it was a member before
     */
    record Enrolled(String agentId, String hostId, String role, String tokenId, boolean again) implements Outcome {}

    /**
     * The token is not good. Whoever asks is told no more than that; the audit log is.
     *
     * @param reason {@code unknown}, {@code used}, {@code withdrawn}, {@code expired}, {@code other_project}, {@code maker_gone},
     *     {@code known_machine} or {@code other_machine}
     * @param tokenId which, {@code ""} when it is unknown
     */
    record Refused(String reason, String tokenId) implements Outcome {}

    /**
     * Enrols.
     *
     * @param secret the token as it was shown
     * @param projectId the project that the machine means
     * @param agentId for the new agent
     * @param newHostId for its host, when the machine is new
     */
    Outcome enrol(
            Handle handle,
            String secret,
            Optional<String> projectId,
            KeyOffer keys,
            HostFacts facts,
            String agentId,
            String newHostId,
            long now) {
        Optional<EnrolmentToken> found = tokens.byDigest(handle, EnrolmentToken.digest(secret));
        if (found.isEmpty()) {
            return new Refused("unknown", "");
        }
        EnrolmentToken token = found.get();
        String state = token.state(now);
        if (!state.equals("active")) {
            return new Refused(state, token.id());
        }
        if (projectId.isPresent() && !projectId.get().equals(token.projectId())) {
            return new Refused("other_project", token.id());
        }
        if (Users.byId(handle, token.createdBy()).filter(User::enabled).isEmpty()) {
            return new Refused("maker_gone", token.id());
        }
        Optional<String> known = agents.hostOfMachine(handle, token.projectId(), facts.machineId());
        // Anybody on a machine can read its id: the name of a known one alone lets nobody speak for it, nor does a
        // token that
        // was made for another.
        if (!known.orElse("").equals(token.replaces())) {
            return new Refused(token.replaces().isEmpty() ? "known_machine" : "other_machine", token.id());
        }
        String hostId = known.orElse(newHostId);
        if (known.isEmpty()) {
            insert(handle, hostId, token, now);
        }
        describe(handle, hostId, agentId, facts, now);
        agents.add(handle, agentId, token.projectId(), hostId, facts.machineId(), token.role(), keys, now);
        tokens.use(handle, token, agentId, now);
        return new Enrolled(agentId, hostId, token.role(), token.id(), known.isPresent());
    }

    private static void insert(Handle handle, String hostId, EnrolmentToken token, long now) {
        handle.createUpdate("insert into host (id, project_id, enterprise_project_id, name, name_folded, private_ip,"
                        + " public_ip, ip_folded, os_type, os_name, os_version, group_id, agent_id, agent_version,"
                        + " boot_id, created_at, last_seen_at) values (:id, :project, :enterprise, '', '', '', '', '',"
                        + " '', '', '', :group, '', '', '', :now, 0)")
                .bind("id", hostId)
                .bind("project", token.projectId())
                .bind("enterprise", token.enterpriseProjectId())
                .bind("group", group(handle, token))
                .bind("now", now)
                .execute();
    }

    /** The group may have been deleted since the token was made. */
    private static String group(Handle handle, EnrolmentToken token) {
        return HostGroups.find(handle, token.projectId(), token.hostGroupId())
                .map(HostGroups::key)
                .orElse("");
    }

    /** What an operator set, the public address and the group, stays. */
    private static void describe(Handle handle, String hostId, String agentId, HostFacts facts, long now) {
        String privateIp = facts.ips().isEmpty() ? "" : facts.ips().getFirst();
        String publicIp = handle.createQuery("select public_ip from host where id = :id")
                .bind("id", hostId)
                .mapTo(String.class)
                .one();
        handle.createUpdate("update host set name = :name, name_folded = :folded, private_ip = :ip,"
                        + " ip_folded = :ips, os_type = :osType, os_name = :osName, os_version = :osVersion,"
                        + " agent_id = :agent, agent_version = :version, boot_id = :boot, last_seen_at = :now,"
                        + " retired_at = null"
                        + " where id = :id")
                .bind("id", hostId)
                .bind("name", facts.name())
                .bind("folded", Folded.of(facts.name()))
                .bind("ip", privateIp)
                .bind("ips", Folded.of(privateIp) + "\n" + Folded.of(publicIp))
                .bind("osType", facts.osType())
                .bind("osName", facts.osName())
                .bind("osVersion", facts.osVersion())
                .bind("agent", agentId)
                .bind("version", facts.agentVersion())
                .bind("boot", facts.bootId())
                .bind("now", now)
                .execute();
    }
}
