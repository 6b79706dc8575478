package dev.watchword.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.database.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Measures one server with a fleet of agents on it: heartbeats every minute give or take half of one, one report of twenty
 * findings an agent a day, bursts of thirty reports a second for ten seconds of each minute; first while all share the fleet's key,
 * then without that, and last after a restart of the server. Agents and server share the machine; the server is a process of its own, on SQLite, with the socket between.
 */
public final class AgentFleetBenchmark {

    private static final double DAY = 86_400;
    private static final int BURST_A_SECOND = 30;
    private static final int BURST_SECONDS = 10;

    /** What the server lets agents of a large fleet wait at the most. */
    private static final double LONGEST_WAIT_SECONDS = 600;

    private static final double MOST_SHARING_SECONDS = 14_400;
    private static final double MOST_RETURN_SECONDS = 300;

    private final PrintStream out;
    private final int agents;
    private final double seconds;
    private final double minute;
    private final double haste;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<SimulatedAgent> back = ConcurrentHashMap.newKeySet();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Waits heartbeats = new Waits();
    private volatile Waits reports = new Waits();
    private volatile long restarted;
    private volatile double allBack;

    /**
     * @param minute seconds that a minute of the fleet takes; less than 60 for a quick look
     * @param haste how many times as fast as real agents these ask for the key
     */
    AgentFleetBenchmark(PrintStream out, int agents, double seconds, double minute, double haste) {
        this.haste = haste;
        this.out = out;
        this.agents = agents;
        this.seconds = seconds;
        this.minute = minute;
    }

    /** Runs it: agents, seconds before and after the restart, haste of sharing the key. */
    public static void main(String[] args) throws Exception {
        int agents = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 300;
        AgentFleetBenchmark benchmark = new AgentFleetBenchmark(
                System.out, agents, seconds, 60, args.length > 2 ? Double.parseDouble(args[2]) : 2);
        System.exit(benchmark.run() ? 0 : 1);
    }

    /** Gives whether nothing was lost and everybody came back. */
    boolean run() throws Exception {
        Path folder = Files.createTempDirectory("watchword-benchmark");
        try {
            return measure(folder.resolve("data"));
        } finally {
            delete(folder);
        }
    }

    private boolean measure(Path data) throws Exception {
        int port = ServerChild.freePort();
        ServerChild.start(data, port).close();
        List<KeySharer> sharers = new ArrayList<>();
        List<SimulatedAgent> fleet = enrolled(data, sharers);
        boolean isShared;
        String endpoint = "http://127.0.0.1:" + port;
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
                OpenLoop loop = new OpenLoop()) {
            plan(loop, http, endpoint, fleet);
            try (ServerChild server = ServerChild.start(data, port)) {
                loop.run(minute * 1.5);
                isShared = share(loop, http, endpoint, sharers, server);
                heartbeats = new Waits();
                reports = new Waits();
                double cpu = server.cpuSeconds();
                loop.run(seconds);
                tell("steady", server.cpuSeconds() - cpu, server.peakMebibytes());
            }
            loop.run(minute / 6);
            back.clear();
            heartbeats = new Waits();
            reports = new Waits();
            restarted = System.nanoTime();
            try (ServerChild server = ServerChild.start(data, port)) {
                loop.run(seconds);
                tell("after a restart", server.cpuSeconds(), server.peakMebibytes());
                awaitAll(loop);
                // what is under way may end
                loop.run(minute / 6);
            }
        }
        return verdict(data) && isShared;
    }

    /** Until everybody is back, at most as long after the restart as the aim says. */
    private void awaitAll(OpenLoop loop) throws InterruptedException {
        while (back.size() < agents && System.nanoTime() - restarted < MOST_RETURN_SECONDS * 1e9) {
            loop.run(1);
        }
    }

    /** Until every agent has the fleet's key, at most as long as four hours are at this haste. */
    private boolean share(OpenLoop loop, HttpClient http, String endpoint, List<KeySharer> sharers, ServerChild server)
            throws Exception {
        KeySharing sharing = new KeySharing(loop, http, endpoint, sharers, haste);
        heartbeats = new Waits();
        reports = new Waits();
        double cpu = server.cpuSeconds();
        sharing.begin(LONGEST_WAIT_SECONDS);
        for (double spent = 0; spent < MOST_SHARING_SECONDS / haste && !sharing.isDone(); spent++) {
            loop.run(1);
        }
        tell("sharing the key", server.cpuSeconds() - cpu, server.peakMebibytes());
        sharing.tell(out);
        return sharing.isDone() && sharing.isOneKey();
    }

    private void plan(OpenLoop loop, HttpClient http, String endpoint, List<SimulatedAgent> fleet) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (SimulatedAgent agent : fleet) {
            loop.in(random.nextDouble(minute * 1.5), due -> heartbeat(loop, http, endpoint, agent, due, 0));
            double first = random.nextDouble(DAY * minute / 60);
            loop.in(first, due -> report(loop, http, endpoint, agent, newScan(), due, 0));
        }
        loop.in(minute / 2, due -> burst(loop, http, endpoint, fleet, due));
    }

    private void burst(OpenLoop loop, HttpClient http, String endpoint, List<SimulatedAgent> fleet, long due) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < BURST_A_SECOND * BURST_SECONDS * minute / 60; i++) {
            SimulatedAgent agent = fleet.get(random.nextInt(fleet.size()));
            long moment = due + (long) (i * 1e9 / BURST_A_SECOND);
            loop.at(moment, at -> report(loop, http, endpoint, agent, newScan(), at, 0));
        }
        loop.at(due + (long) (minute * 1e9), next -> burst(loop, http, endpoint, fleet, next));
    }

    private void heartbeat(
            OpenLoop loop, HttpClient http, String endpoint, SimulatedAgent agent, long due, int failures)
            throws InterruptedException {
        int status = agent.heartbeat(http, endpoint);
        if (count(status)) {
            heartbeats.add(System.nanoTime() - due);
            if (restarted != 0 && back.add(agent) && back.size() == agents) {
                allBack = (System.nanoTime() - restarted) / 1e9;
            }
            double next = minute * (0.5 + ThreadLocalRandom.current().nextDouble());
            loop.at(due + (long) (next * 1e9), at -> heartbeat(loop, http, endpoint, agent, at, 0));
            return;
        }
        loop.in(backOff(failures), at -> heartbeat(loop, http, endpoint, agent, at, failures + 1));
    }

    private void report(
            OpenLoop loop,
            HttpClient http,
            String endpoint,
            SimulatedAgent agent,
            String scanId,
            long due,
            int failures)
            throws InterruptedException {
        int status = agent.report(http, endpoint, scanId);
        if (count(status)) {
            reports.add(System.nanoTime() - due);
            accepted.add(scanId);
            return;
        }
        loop.in(backOff(failures), at -> report(loop, http, endpoint, agent, scanId, at, failures + 1));
    }

    private boolean count(int status) {
        if (status == 0) {
            unanswered.incrementAndGet();
        } else if (status >= 300) {
            refused.incrementAndGet();
        }
        return status >= 200 && status < 300;
    }

    /** As a real agent waits: twice as long each time, up to a minute, give or take half. */
    private double backOff(int failures) {
        double most = Math.min(minute, minute / 30 * (1L << Math.min(failures, 10)));
        return most * (0.5 + ThreadLocalRandom.current().nextDouble());
    }

    private String newScan() {
        String scanId = UUID.randomUUID().toString();
        wanted.add(scanId);
        return scanId;
    }

    private void tell(String when, double cpu, long peak) {
        int requests = heartbeats.count() + reports.count();
        out.printf(
                Locale.ROOT,
                "%-16s %d agents: heartbeats %d, p50 %.1f ms, p99 %.1f ms; reports %d, p50 %.1f ms, p99 %.1f ms;"
                        + " %.2f CPU ms a request, peak %d MiB%n",
                when,
                agents,
                heartbeats.count(),
                heartbeats.millis(0.5),
                heartbeats.millis(0.99),
                reports.count(),
                reports.millis(0.5),
                reports.millis(0.99),
                1_000 * cpu / Math.max(1, requests),
                peak);
    }

    private boolean verdict(Path data) {
        Set<String> kept = ConcurrentHashMap.newKeySet();
        try (Database database = Database.open("jdbc:sqlite:" + data.resolve("state.db"))) {
            kept.addAll(database.read(handle -> handle.createQuery("select scan_id from scan")
                    .mapTo(String.class)
                    .list()));
        }
        long lost = accepted.stream().filter(scan -> !kept.contains(scan)).count();
        long waiting = wanted.stream().filter(scan -> !accepted.contains(scan)).count();
        out.printf(
                Locale.ROOT,
                "reports: %d accepted, %d of them lost, %d not sent yet; not answered %d, refused %d%n",
                accepted.size(),
                lost,
                waiting,
                unanswered.get(),
                refused.get());
        boolean everybody = back.size() == agents;
        out.println(
                everybody
                        ? String.format(Locale.ROOT, "all back %.0f s after the restart", allBack)
                        : "only " + back.size() + " of " + agents + " came back");
        return lost == 0 && everybody && !accepted.isEmpty();
    }

    /** Writes the fleet as enrolment would have: keys, hosts, agents. */
    private List<SimulatedAgent> enrolled(Path data, List<KeySharer> sharers) throws IOException {
        String project = new ObjectMapper()
                .readTree(data.resolve("bootstrap.json").toFile())
                .required("project_id")
                .textValue();
        SecureRandom random = new SecureRandom();
        List<SimulatedAgent> fleet = new ArrayList<>();
        try (Database database = Database.open("jdbc:sqlite:" + data.resolve("state.db"))) {
            database.change(handle -> {
                fleet.clear();
                sharers.clear();
                for (int i = 0; i < agents; i++) {
                    AgentKeys keys = AgentKeys.generate(random);
                    String agentId = UUID.randomUUID().toString();
                    String hostId = UUID.randomUUID().toString();
                    byte[] machine = new byte[32];
                    random.nextBytes(machine);
                    handle.createUpdate("insert into host (id, project_id, enterprise_project_id, name, name_folded,"
                                    + " private_ip, public_ip, ip_folded, os_type, os_name, os_version, group_id,"
                                    + " agent_id, agent_version, boot_id, created_at, last_seen_at) values (:id,"
                                    + " :project, '0', :name, :name, '', '', '', 'Linux', 'Debian', '13', '', :agent,"
                                    + " '', '', 0, 0)")
                            .bind("id", hostId)
                            .bind("project", project)
                            .bind("name", "host" + i)
                            .bind("agent", agentId)
                            .execute();
                    new Agents()
                            .add(
                                    handle,
                                    agentId,
                                    project,
                                    hostId,
                                    HexFormat.of().formatHex(machine),
                                    "host",
                                    KeyOffer.of(keys, agentId),
                                    0);
                    SimulatedAgent agent = new SimulatedAgent(agentId, keys);
                    fleet.add(agent);
                    sharers.add(new KeySharer(agent, agentId, keys, random));
                }
            });
        }
        return fleet;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
