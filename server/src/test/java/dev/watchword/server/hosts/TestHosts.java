package dev.watchword.server.hosts;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Folded;

/** Hosts for tests, in the state of a {@link TestApi}. */
public final class TestHosts {

    private final TestApi api;

    public TestHosts(TestApi api) {
        this.api = api;
    }

    /** A host of the first project with an agent, last seen now. */
    public TestHosts add(String id, String name) {
        return add(TestApi.PROJECT, "0", id, name, "agent-" + id);
    }

    /** A host; an empty agent is none. */
    public TestHosts add(String project, String enterpriseProject, String id, String name, String agent) {
        String ip = "192.168.0." + id.length();
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into host (id, project_id, enterprise_project_id, name, name_folded, private_ip,"
                                + " public_ip, ip_folded, os_type, os_name, os_version, group_id, agent_id,"
                                + " agent_version, boot_id, created_at, last_seen_at) values (?, ?, ?, ?, ?, ?, '',"
                                + " ?, 'Linux', 'Debian', '13', '', ?, '0.1.0', 'b', 0, ?)",
                        id,
                        project,
                        enterpriseProject,
                        name,
                        Folded.of(name),
                        ip,
                        Folded.of(ip + "\n"),
                        agent,
                        api.parts().now()));
        return this;
    }

    /** Gives a column of a host another value. */
    public TestHosts set(String id, String column, Object value) {
        api.parts()
                .database()
                .change(handle -> handle.execute("update host set " + column + " = ? where id = ?", value, id));
        return this;
    }
}
