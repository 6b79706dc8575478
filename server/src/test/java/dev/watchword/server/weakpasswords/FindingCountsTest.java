package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.weakpasswords.FindingCounts.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers that are kept are those that counting gives, whatever happens to findings. */
class FindingCountsTest {

    private static final List<String> SERVICES = List.of("system", "mysql", "redis");
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    private static final List<String> WEAKNESSES = List.of("common", "username", "weak_scheme");

    @ParameterizedTest
    @EnumSource
    void staysEqualToCountingThroughReportsRetirementAndRetention(Dialect dialect) {
        long seed = 20_261_126;
        Random random = new Random(seed);
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            for (int host = 0; host < 4; host++) {
                fleet.host("h" + host, "host-" + host, "192.0.2." + host);
            }
            for (int step = 0; step < 40; step++) {
                String host = "h" + random.nextInt(3);
                fleet.report(host, anyReport(fleet, random));
                check(api, "seed " + seed + ", step " + step);
                api.clock().move(Duration.ofHours(random.nextInt(60)));
            }
            fleet.report("h3", anyReport(fleet, random));
            assertEquals(
                    204,
                    api.delete("/v1/watchword/" + TestApi.PROJECT + "/hosts/h3").status());
            check(api, "a host is retired");
            api.clock().move(Duration.ofDays(400));
            new Retention(api.parts()).run(api.parts().now());
            check(api, "all is old");
            assertTrue(
                    api.parts()
                                    .database()
                                    .<FindingCounts>read(handle -> FindingCounts.of(handle, TestApi.PROJECT))
                                    .number(kind -> !kind.open())
                            == 0,
                    "what ended long ago is forgotten");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatOthersDidToTheSameHostAtTheSameTime(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect);
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h0", "host-0", "192.0.2.1");
            fleet.host("h1", "host-1", "192.0.2.2");
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String host = "h" + i % 2;
                // Each tells of a store of its own, so that none ends what another found.
                String store = "/etc/shadow-" + i;
                ScanReport report = fleet.scan(
                        List.of(new ScanReport.Store(store, "system", "")),
                        Fleet.weak("ann").in("system", store).found());
                all.add(pool.submit(() -> fleet.report(host, report)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            check(api, "reports at the same time");
            assertEquals(24, counts(api).number(Kind::open));
        }
    }

    private static ScanReport anyReport(Fleet fleet, Random random) {
        List<ScanReport.Finding> findings = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            if (random.nextBoolean()) {
                String service = SERVICES.get(random.nextInt(SERVICES.size()));
                findings.add(Fleet.weak("user-" + user)
                        .in(service, "/etc/" + service)
                        .severity(SEVERITIES.get(random.nextInt(SEVERITIES.size())))
                        .because(WEAKNESSES.get(random.nextInt(WEAKNESSES.size())))
                        .found());
            }
        }
        return fleet.scan(
                SERVICES.stream()
                        .map(service -> new ScanReport.Store("/etc/" + service, service, ""))
                        .toList(),
                findings.toArray(ScanReport.Finding[]::new));
    }

    private static FindingCounts counts(TestApi api) {
        return api.parts().database().read(handle -> FindingCounts.of(handle, TestApi.PROJECT));
    }

    private static void check(TestApi api, String when) {
        Database database = api.parts().database();
        Map<Kind, Long> kinds = new HashMap<>();
        Map<Long, Long> days = new HashMap<>();
        database.read(handle -> handle.createQuery(
                        "select severity, service_type, weakness, first_seen_at, fixed_at is null as open from finding")
                .map((row, context) -> {
                    boolean open = row.getBoolean("open");
                    Kind kind = new Kind(
                            open, row.getInt("severity"), row.getString("service_type"), row.getString("weakness"));
                    kinds.merge(kind, 1L, Long::sum);
                    if (open) {
                        days.merge(row.getLong("first_seen_at") / 86_400_000, 1L, Long::sum);
                    }
                    return 1;
                })
                .list());
        FindingCounts expected = new FindingCounts(
                kinds, days, byDay(database, "'found', 'came_back'"), byDay(database, "'fixed', 'lapsed', 'retired'"));
        assertEquals(expected, counts(api), when);
        assertEquals(
                rows(
                        database,
                        "select 'make ' || length || ' ' || classes || ' ' || longest_run || ' ' || weakness || ' '"
                                + " || count(*) as row from finding where fixed_at is null"
                                + " group by length, classes, longest_run, weakness"),
                rows(
                        database,
                        "select subject || ' ' || number as row from finding_count where subject like 'make %'"
                                + " and number <> 0"),
                when);
        assertEquals(
                names(database, "select distinct host_id, user_folded as names from finding"),
                names(database, "select host_id, names from host_user_names"),
                when);
    }

    private static Set<String> rows(Database database, String sql) {
        return database.read(handle ->
                new TreeSet<>(handle.createQuery(sql).mapTo(String.class).list()));
    }

    private static Map<Long, Long> byDay(Database database, String kinds) {
        Map<Long, Long> byDay = new HashMap<>();
        database.read(handle -> handle.createQuery("select at from finding_event where kind in (" + kinds + ")")
                .map((row, context) -> byDay.merge(row.getLong("at") / 86_400_000, 1L, Long::sum))
                .list());
        return byDay;
    }

    /** Every name of every host, each once. */
    private static Set<String> names(Database database, String sql) {
        Set<String> names = new TreeSet<>();
        database.read(handle -> handle.createQuery(sql)
                .map((row, context) -> {
                    for (String name : row.getString("names").split("\n", -1)) {
                        assertTrue(names.add(row.getString("host_id") + " " + name) || name.isEmpty(), name);
                    }
                    return 1;
                })
                .list());
        names.removeIf(name -> name.endsWith(" "));
        return names;
    }
}
