package dev.watchword.benchmark;

import dev.watchword.server.database.Database;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A made-up fleet, the same for the same numbers: hosts named as operators name them, most with a few weak accounts and
 * some with many, a few account names nearly everywhere and many rare ones. Written as the server keeps it.
 *
 * @param hosts how many
 * @param findings how many on all of them, about
 */
record GeneratedFleet(int hosts, int findings) {

    static final String DOMAIN = "d0000000000000000000000000000001";
    static final String PROJECT = "a0000000000000000000000000000001";

    private static final int HOSTS_A_TRANSACTION = 1_000;
    private static final List<String> TIERS = List.of("web", "app", "db", "cache", "queue", "build", "mail", "proxy");
    private static final List<String> PLACES = List.of("fra1", "sin2", "iad3", "gru1", "cn-north-4", "jnb1");
    private static final List<String> EVERYWHERE =
            List.of("root", "admin", "ubuntu", "deploy", "test", "backup", "oracle", "git", "ftpuser", "monitor");
    private static final List<String> SERVICES = List.of("system", "system", "system", "mysql", "redis", "tomcat");
    private static final List<String> WEAKNESSES =
            List.of("common", "common", "username", "derived", "default", "weak_scheme");
    private static final String SUGGESTION =
            "The minimum number of characters in a password should not be smaller than 8";

    /** Fills an empty database. */
    void into(Database database) {
        database.change(handle -> {
            handle.execute("insert into domain values (?, 'acme', 0)", DOMAIN);
            handle.execute("insert into project values (?, ?, 'first', 0)", PROJECT, DOMAIN);
        });
        for (int from = 0; from < hosts; from += HOSTS_A_TRANSACTION) {
            int first = from;
            int end = Math.min(hosts, from + HOSTS_A_TRANSACTION);
            database.change(handle -> {
                hosts(handle, first, end);
                findings(handle, first, end);
            });
        }
        database.change(handle -> handle.createUpdate("insert into weak_host (project_id, host_name, host_id,"
                        + " enterprise_project_id, name_folded, ip_folded, users, locked_users, accounts)"
                        + " select h.project_id, h.name, h.id, h.enterprise_project_id, h.name_folded, h.ip_folded,"
                        + " coalesce(string_agg(case when f.state != 'locked' then f.user_folded end, :feed), ''),"
                        + " coalesce(string_agg(case when f.state = 'locked' then f.user_folded end, :feed), ''),"
                        + " sum(case when f.state != 'locked' then 1 else 0 end)"
                        + " from host h join finding f on f.host_id = h.id and f.listed"
                        + " group by h.project_id, h.name, h.id, h.enterprise_project_id, h.name_folded, h.ip_folded")
                .bind("feed", "\n")
                .execute());
    }

    /** The identifier of a host. */
    static String id(int host) {
        Random random = new Random(host);
        return String.format(
                "%08x-%04x-4000-8000-%012x", random.nextInt(), host & 0xffff, random.nextLong() & 0xffffffffffffL);
    }

    private static void hosts(Handle handle, int first, int end) {
        PreparedBatch batch = handle.prepareBatch("insert into host (id, project_id, enterprise_project_id, name,"
                + " name_folded, private_ip, public_ip, ip_folded, os_type, os_name, os_version, group_id, agent_id,"
                + " agent_version, boot_id, created_at, last_seen_at) values (:id, '" + PROJECT + "', :enterprise,"
                + " :name, :name, :ip, :public, :folded, 'Linux', 'Debian', '13', '', '', '', '', 0, 0)");
        for (int i = first; i < end; i++) {
            Random random = new Random(i);
            random.nextLong();
            String ip = "10.%d.%d.%d".formatted(random.nextInt(64), random.nextInt(256), random.nextInt(256));
            String publicIp = random.nextInt(5) == 0 ? "203.0.113." + random.nextInt(256) : "";
            batch.bind("id", id(i))
                    .bind("enterprise", random.nextInt(10) < 8 ? "0" : "e" + random.nextInt(5))
                    .bind("name", name(random))
                    .bind("ip", ip)
                    .bind("public", publicIp)
                    .bind("folded", ip + "\n" + publicIp)
                    .add();
        }
        batch.execute();
    }

    private static String name(Random random) {
        return "%s-%s%05d.%s.example.net"
                .formatted(
                        pick(List.of("prod", "prod", "prod", "stage", "dev"), random),
                        pick(TIERS, random),
                        random.nextInt(100_000),
                        pick(PLACES, random));
    }

    /** Two thirds of the findings lie on a fifth of the hosts. */
    private void findings(Handle handle, int first, int end) {
        PreparedBatch batch = handle.prepareBatch("insert into finding (host_id, id, project_id, service_type,"
                + " store_id, store, user_name, user_folded, state, weakness, listed, severity, masked, suggestion,"
                + " password_changed_at, length, classes, longest_run, shared_group, first_seen_at, last_seen_at,"
                + " came_back, events) values (:host, :id, '" + PROJECT + "', :service, :service, :store, :user,"
                + " :user, :state, :weakness, :listed, :severity, :masked, '" + SUGGESTION + "', :changed, 8, 2, 1,"
                + " '', :seen, 1795000000000, 0, 1)");
        double mean = (double) findings / hosts;
        for (int i = first; i < end; i++) {
            Random random = new Random(~i);
            double expected = random.nextInt(5) == 0 ? mean * 10 / 3 : mean * 5 / 12;
            for (int n = 0; n < Math.max(1, Math.round(expected)); n++) {
                String service = pick(SERVICES, random);
                String weakness = pick(WEAKNESSES, random);
                batch.bind("host", id(i))
                        .bind("id", "%016x%016x".formatted(random.nextLong(), n))
                        .bind("service", service)
                        .bind("store", "/etc/" + service)
                        .bind("user", n < 3 ? common(n, random) : rare(random))
                        .bind("state", random.nextInt(20) == 0 ? "locked" : "usable")
                        .bind("weakness", weakness)
                        .bind("listed", !weakness.equals("weak_scheme"))
                        .bind("severity", random.nextInt(4))
                        .bind("masked", "*".repeat(4 + random.nextInt(4)))
                        .bind("changed", 1_790_000_000_000L - random.nextInt(2_000) * 86_400_000L)
                        .bind("seen", 1_795_000_000_000L - random.nextInt(365) * 86_400_000L)
                        .add();
            }
        }
        batch.execute();
    }

    private static String common(int n, Random random) {
        return EVERYWHERE.get((int) (Math.abs(random.nextGaussian()) * 3) % 10) + (n == 0 ? "" : n);
    }

    private static String rare(Random random) {
        return Long.toString(random.nextLong(36L * 36 * 36 * 36), 36) + "_" + pick(TIERS, random) + random.nextInt(100);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
