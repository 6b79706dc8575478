package dev.watchword.benchmark;

import dev.watchword.server.weakpasswords.WeakHostFilter;
import java.util.List;
import java.util.Optional;

/**
 * A question to the list of weak passwords.
 *
 * @param name for the table
 * @param filter its parts as they are stored: lower case
 * @param limit hosts
 * @param offset hosts
 */
record Question(String name, WeakHostFilter filter, int limit, int offset) {

    private static final String NONE = "";

    /** Every filter alone, selective ones and such that match nearly everything, and pages near and far. */
    static List<Question> all(int hosts) {
        return List.of(
                new Question("first page", filter("0", NONE, NONE, NONE, NONE), 10, 0),
                new Question("200 hosts", filter("0", NONE, NONE, NONE, NONE), 200, 0),
                new Question("half way, every enterprise project", filter(NONE, NONE, NONE, NONE, NONE), 10, hosts / 2),
                new Question(
                        "the last 200 hosts", filter(NONE, NONE, NONE, NONE, NONE), 200, Math.max(0, hosts - 1_000)),
                new Question("beyond the end", filter(NONE, NONE, NONE, NONE, NONE), 10, 2_000_000),
                new Question("another enterprise project", filter("e3", NONE, NONE, NONE, NONE), 50, 0),
                new Question("host_name, most match", filter(NONE, NONE, "example", NONE, NONE), 50, 0),
                new Question("host_name, some match", filter(NONE, NONE, "db0", NONE, NONE), 50, 0),
                new Question("host_name, none matches", filter(NONE, NONE, "nosuchhost", NONE, NONE), 10, 0),
                new Question("host_ip, some match", filter(NONE, NONE, NONE, "10.7.", NONE), 50, 0),
                new Question("host_id", filter(NONE, GeneratedFleet.id(hosts / 2), NONE, NONE, NONE), 10, 0),
                new Question("user_name, most match", filter(NONE, NONE, NONE, NONE, "o"), 200, hosts / 4),
                new Question("user_name, some match", filter(NONE, NONE, NONE, NONE, "oracle"), 50, 0),
                new Question("user_name, few match", filter(NONE, NONE, NONE, NONE, "zz9_"), 50, 0),
                new Question("all filters", filter("0", NONE, "prod", "10.", "root"), 10, hosts / 10));
    }

    /** As on the wire. */
    String query() {
        return "limit=" + limit + "&offset=" + offset + "&enterprise_project_id="
                + filter.enterpriseProject().orElse("all_granted_eps")
                + part("host_id", filter.hostId())
                + part("host_name", filter.hostName())
                + part("host_ip", filter.hostIp())
                + part("user_name", filter.userName());
    }

    private static String part(String name, Optional<String> value) {
        return value.map(text -> "&" + name + "=" + text).orElse("");
    }

    private static WeakHostFilter filter(
            String enterpriseProject, String hostId, String hostName, String hostIp, String userName) {
        return new WeakHostFilter(
                given(enterpriseProject), given(hostId), given(hostName), given(hostIp), given(userName));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }
}
