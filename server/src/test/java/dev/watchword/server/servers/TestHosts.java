package dev.watchword.server.servers;

import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Folded;
import java.time.Instant;

/** A host to put into a test's database; every wither gives another one. */
public record TestHosts(
        String id,
        String project,
        String enterpriseProject,
        String name,
        String privateIp,
        String publicIp,
        String osType,
        String agentId,
        Instant createdAt,
        Instant seenAt) {

    /** A Linux host of the first project with an agent that was seen just now. */
    public static TestHosts linux(TestApi api, String name) {
        return new TestHosts(
                Ids.uuid(),
                TestApi.PROJECT,
                "0",
                name,
                "192.0.2.7",
                "",
                "Linux",
                Ids.uuid(),
                api.clock().instant(),
                api.clock().instant());
    }

    public TestHosts in(String other) {
        return new TestHosts(
                id, other, enterpriseProject, name, privateIp, publicIp, osType, agentId, createdAt, seenAt);
    }

    public TestHosts inEnterpriseProject(String other) {
        return new TestHosts(id, project, other, name, privateIp, publicIp, osType, agentId, createdAt, seenAt);
    }

    public TestHosts at(String newPrivateIp, String newPublicIp) {
        return new TestHosts(
                id, project, enterpriseProject, name, newPrivateIp, newPublicIp, osType, agentId, createdAt, seenAt);
    }

    public TestHosts windows() {
        return new TestHosts(
                id, project, enterpriseProject, name, privateIp, publicIp, "Windows", agentId, createdAt, seenAt);
    }

    public TestHosts withoutAgent() {
        return new TestHosts(id, project, enterpriseProject, name, privateIp, publicIp, osType, "", createdAt, seenAt);
    }

    public TestHosts made(Instant when) {
        return new TestHosts(id, project, enterpriseProject, name, privateIp, publicIp, osType, agentId, when, seenAt);
    }

    public TestHosts seen(Instant when) {
        return new TestHosts(
                id, project, enterpriseProject, name, privateIp, publicIp, osType, agentId, createdAt, when);
    }

    /** Puts it in, and gives its id. */
    public String added(TestApi api) {
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into host (id, project_id, enterprise_project_id, name, name_folded, private_ip, public_ip,"
                                + " ip_folded, os_type, os_name, os_version, group_id, agent_id, agent_version, boot_id,"
                                + " created_at, last_seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'Debian', '13', '', ?, '1',"
                                + " 'boot', ?, ?)",
                        id,
                        project,
                        enterpriseProject,
                        name,
                        Folded.of(name),
                        privateIp,
                        publicIp,
                        Folded.of(privateIp) + "\n" + Folded.of(publicIp),
                        osType,
                        agentId,
                        createdAt.toEpochMilli(),
                        seenAt.toEpochMilli()));
        return id;
    }

    /** Retires a host. */
    public static void retire(TestApi api, String id) {
        api.parts().database().change(handle -> handle.execute("update host set retired_at = 1 where id = ?", id));
    }
}
