package dev.watchword.benchmark;

import dev.watchword.server.Parts;
import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures the pages of the console as somebody who is signed in sees them: four clients in a closed loop, warm, through
 * the pipeline in this process (everything but the socket).
 */
public final class ConsoleBenchmark {

    private static final int CLIENTS = 4;
    private static final String PROJECT = "/console/projects/" + GeneratedFleet.PROJECT;

    private final PrintStream out;
    private final GeneratedFleet fleet;
    private final double seconds;

    ConsoleBenchmark(PrintStream out, int hosts, int findings, double seconds) {
        this.out = out;
        this.fleet = new GeneratedFleet(hosts, findings);
        this.seconds = seconds;
    }

    /** Runs it: sqlite or postgresql, hosts, findings, seconds a page. */
    public static void main(String[] args) throws Exception {
        String database = args.length > 0 ? args[0] : "sqlite";
        int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int findings = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
        double seconds = args.length > 3 ? Double.parseDouble(args[3]) : 3;
        ConsoleBenchmark benchmark = new ConsoleBenchmark(System.out, hosts, findings, seconds);
        switch (database) {
            case "sqlite" -> FreshDatabase.sqlite(benchmark::measure);
            case "postgresql" -> FreshDatabase.postgresql(benchmark::measure);
            default -> throw new IllegalArgumentException("sqlite or postgresql, not " + database);
        }
    }

    void measure(String name, String url) throws Exception {
        try (Database database = Database.open(url)) {
            InstantSource clock = InstantSource.system();
            long start = System.nanoTime();
            fleet.into(database);
            new GeneratedConsole(clock.millis()).into(database);
            if (name.equals("PostgreSQL")) {
                // By itself it would do so within a minute of being filled.
                database.read(handle -> handle.execute("vacuum analyze"));
            }
            out.printf(
                    "%n%s: %,d hosts, %,d findings, written within %.0f s%n",
                    name, count(database, "host"), count(database, "finding"), (System.nanoTime() - start) / 1e9);
            report(database, new Parts(database, new AtRest(new byte[32]), clock));
        }
    }

    /** Asks every page. */
    void report(Database database, Parts parts) {
        ConsoleVisitor visitor = ConsoleVisitor.in(parts);
        out.printf("%d clients, closed loop, in-process pipeline, %.1f s a page%n", CLIENTS, seconds);
        out.printf("%-34s %9s %9s %9s %9s %9s%n", "page", "p50 ms", "p99 ms", "max ms", "answer/s", "KiB");
        Map<String, String> pages = pages(database);
        // a server that people use has been compiled by then, and so have the queries of its connections
        pages.values().forEach(address -> run(visitor, address));
        pages.forEach((page, address) -> row(visitor, page, address));
    }

    private ClosedLoop.Seen run(ConsoleVisitor visitor, String address) {
        try {
            return ClosedLoop.run(CLIENTS, seconds, i -> visitor.get(address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void row(ConsoleVisitor visitor, String page, String address) {
        int bytes = visitor.get(address).body().length;
        ClosedLoop.Seen seen = run(visitor, address);
        out.printf(
                "%-34s %9.1f %9.1f %9.1f %9.0f %9.0f%n",
                page, seen.p50(), seen.p99(), seen.slowest(), seen.perSecond(), bytes / 1024.0);
    }

    /** Every page that shows of the fleet, with the filters that people use, near and far. */
    Map<String, String> pages(Database database) {
        String finding = one(database, "select id from finding where host_id = '" + middle() + "' order by id limit 1");
        String group = one(database, "select min(shared_group) from finding where shared_group <> ''");
        String half = half(database);
        Map<String, String> pages = new LinkedHashMap<>();
        String weak = PROJECT + "/weak-passwords";
        pages.put("overview", PROJECT + "/overview");
        pages.put("weak passwords", weak);
        pages.put("weak passwords, far", weak + "?after=" + half + "&offset=" + fleet.findings() / 2);
        pages.put("weak passwords, all", weak + "?state=all");
        pages.put("weak passwords, accepted", weak + "?state=accepted");
        pages.put("weak passwords, fixed", weak + "?state=fixed");
        pages.put("weak passwords, critical", weak + "?severity=critical");
        pages.put("weak passwords, MySQL", weak + "?service_type=mysql");
        pages.put("weak passwords, common", weak + "?weakness=common");
        pages.put("weak passwords, critical and MySQL", weak + "?severity=critical&service_type=mysql");
        pages.put("weak passwords, host name", weak + "?host_name=db0");
        pages.put("weak passwords, host name, far", weak + "?host_name=db0&after=" + half + "&offset=5000");
        pages.put(
                "weak passwords, a host",
                weak + "?host_name=" + one(database, "select name from host where id = '" + middle() + "'"));
        pages.put("weak passwords, user name", weak + "?user_name=oracle");
        pages.put("weak passwords, no such user", weak + "?user_name=nobody-is-called-so");
        pages.put("finding", PROJECT + "/hosts/" + middle() + "/findings/" + finding);
        pages.put("shared passwords", PROJECT + "/shared-passwords");
        pages.put("shared passwords, a group", PROJECT + "/shared-passwords/" + group);
        pages.put("hosts", PROJECT + "/hosts");
        pages.put("hosts, far", PROJECT + "/hosts?offset=" + fleet.hosts() / 2);
        pages.put("hosts, stale", PROJECT + "/hosts?stale=true");
        pages.put("hosts, by name", PROJECT + "/hosts?host_name=db0");
        pages.put("host", PROJECT + "/hosts/" + middle());
        pages.put("resets", PROJECT + "/resets");
        pages.put("new reset", PROJECT + "/resets/new?server=" + middle());
        pages.put("words", PROJECT + "/words");
        pages.put("words of images", PROJECT + "/words/images");
        pages.put("password policy", "/console/account/password-policy");
        pages.put("registries", PROJECT + "/registries");
        pages.put("images", PROJECT + "/images");
        pages.put("audit log", "/console/account/audit-log");
        pages.put("audit log, an action", "/console/account/audit-log?action=watchword:resets:create");
        pages.put("own password", "/console/password");
        return pages;
    }

    /** A place half way down the list of findings. */
    private static String half(Database database) {
        return one(
                database,
                "select first_seen_at || '%2C' || host_id || '%2C' || id from finding order by first_seen_at limit 1"
                        + " offset (select count(*) / 2 from finding)");
    }

    private String middle() {
        return GeneratedFleet.id(fleet.hosts() / 2);
    }

    private static String one(Database database, String sql) {
        return database.<String>read(
                handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static long count(Database database, String table) {
        return database.<Long>read(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }
}
