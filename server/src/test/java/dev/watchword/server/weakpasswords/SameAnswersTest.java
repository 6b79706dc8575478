package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to both databases, in whatever order, the answers are the same. */
class SameAnswersTest {

    private static final List<String> NAMES =
            List.of("root", "Root", "ann", "É", "e\u0301", "a%b", "a_b", "日本", "x\ny");
    private static final List<ScanReport.Store> STORES = List.of(
            new ScanReport.Store("/etc/shadow", "system", ""),
            new ScanReport.Store("/etc/redis.conf", "redis", ""),
            new ScanReport.Store("/var/lib/mysql", "mysql", ""));
    private static final List<String> QUESTIONS = List.of(
            "/v5/P/baseline/weak-password-users?enterprise_project_id=all_granted_eps&limit=200",
            "/v5/P/baseline/weak-password-users?user_name=A",
            "/v5/P/baseline/weak-password-users?host_name=w&user_name=%25&offset=1",
            "/v5/P/baseline/weak-password-users?host_ip=0.1&enterprise_project_id=e1",
            "/v1/watchword/P/findings?state=all&limit=200",
            "/v1/watchword/P/findings?user_name=E&offset=1",
            "/v1/watchword/P/coverage/hosts",
            "/v1/watchword/P/coverage/accounts?limit=200",
            "/v1/watchword/P/shared-passwords",
            "/v1/watchword/P/overview",
            "/v1/watchword/P/findings/export?state=all");

    @Test
    void afterSomeSequences() {
        compare(20, 15, 1);
    }

    @Test
    @Tag("long")
    void afterTenThousandSequences() {
        compare(10_000, 15, 2);
    }

    /**
     * Sequences run one after another on the same two databases, each on what the ones before left; both databases at the
     * same time.
     */
    private static void compare(int sequences, int length, long seed) {
        try (TestApi sqlite = TestApi.on(Dialect.SQLITE);
                TestApi postgresql = TestApi.on(Dialect.POSTGRESQL)) {
            Fleet one = new Fleet(sqlite);
            Fleet other = new Fleet(postgresql);
            long start = System.nanoTime();
            for (int i = 0; i < sequences; i++) {
                String block = "s" + i + "-";
                long choices = seed * 1_000_003 + i;
                CompletableFuture<List<String>> expected =
                        CompletableFuture.supplyAsync(() -> sequence(sqlite, one, block, length, new Random(choices)));
                List<String> heard = sequence(postgresql, other, block, length, new Random(choices));
                assertEquals(expected.join(), heard);
                if (i % 500 == 499) {
                    System.out.printf("%,d sequences, %,d s%n", i + 1, (System.nanoTime() - start) / 1_000_000_000);
                }
            }
        }
    }

    /** What was heard, in order. */
    private static List<String> sequence(TestApi api, Fleet fleet, String block, int length, Random random) {
        hosts(fleet, block);
        List<String> heard = new ArrayList<>();
        for (int step = 0; step < length; step++) {
            heard.add(perform(api, fleet, block, new Random(random.nextLong())));
        }
        for (String question : QUESTIONS) {
            String target = question.replace("/P/", "/" + TestApi.PROJECT + "/");
            heard.add(target + " " + api.get(target));
        }
        for (int host = 0; host < 3; host++) {
            retire(api, block + host);
        }
        return heard;
    }

    private static void hosts(Fleet fleet, String block) {
        fleet.host(TestApi.PROJECT, "0", block + 0, "Web", "10.0.0.1", "");
        fleet.host(TestApi.PROJECT, "e1", block + 1, "web", "10.0.0.10", "203.0.113.1");
        fleet.host(TestApi.PROJECT, "0", block + 2, "_w", "10.1.1.1", "");
    }

    private static void retire(TestApi api, String host) {
        api.delete("/v1/watchword/" + TestApi.PROJECT + "/hosts/" + host);
    }

    private static String perform(TestApi api, Fleet fleet, String block, Random random) {
        String own = "/v1/watchword/" + TestApi.PROJECT;
        String host = block + random.nextInt(3);
        api.clock().move(Duration.ofMinutes(random.nextInt(3_000)));
        return switch (random.nextInt(12)) {
            case 0 ->
                api.put(own + "/settings", "{\"include_locked\":" + random.nextBoolean() + "}")
                        .toString();
            case 1 ->
                api.put(own + "/settings", "{\"mask\":\"" + (random.nextBoolean() ? "full" : "partial") + "\"}")
                        .toString();
            case 2 ->
                random.nextInt(4) == 0 ? api.delete(own + "/hosts/" + host).toString() : "";
            case 3 -> accept(api, own, host, random);
            case 4 -> {
                new Retention(api.parts()).run(api.parts().now());
                yield "retention";
            }
            default -> report(fleet, api, host, random);
        };
    }

    private static String accept(TestApi api, String own, String host, Random random) {
        String user = NAMES.get(random.nextInt(NAMES.size()));
        String id = Key.of("system", "/etc/shadow", user, "password");
        String target = own + "/hosts/" + host + "/findings/" + id + "/acceptance";
        long expiresAt = api.parts().now() + 1 + random.nextInt(1_000_000_000);
        return random.nextInt(4) == 0
                ? api.delete(target).toString()
                : api.post(target, "{\"reason\":\"r\",\"owner\":\"o\",\"expires_at\":" + expiresAt + "}")
                        .toString();
    }

    private static String report(Fleet fleet, TestApi api, String host, Random random) {
        List<ScanReport.Store> stores = new ArrayList<>();
        List<ScanReport.Finding> findings = new ArrayList<>();
        for (ScanReport.Store store : STORES) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            stores.add(new ScanReport.Store(
                    store.store(), store.serviceType(), random.nextInt(4) == 0 ? "too large" : ""));
            for (String name : NAMES) {
                if (random.nextInt(3) == 0) {
                    findings.add(Fleet.weak(name)
                            .in(store.serviceType(), store.store())
                            .because(Weakness.words()[random.nextInt(9)])
                            .severity(Severity.words()[random.nextInt(4)])
                            .state(random.nextInt(3) == 0 ? "locked" : "usable")
                            .changedAt(random.nextLong(2_000_000_000_000L))
                            .marked(random.nextBoolean() ? "" : "0" + random.nextInt(4))
                            .found());
                }
            }
        }
        long finishedAt = api.parts().now() - random.nextInt(3) * 10_000_000L;
        String id = "r" + random.nextInt(1_000_000_000);
        ScanReport scan = fleet.scanAt(finishedAt, stores, findings.toArray(new ScanReport.Finding[0]));
        ScanReport report =
                new ScanReport(id, finishedAt, finishedAt, scan.stores(), scan.accounts(), scan.findings(), List.of());
        try {
            fleet.report(host, report);
            if (random.nextInt(4) == 0) {
                fleet.report(host, report);
            }
            return id;
        } catch (ApiError refused) {
            return refused.code();
        }
    }
}
