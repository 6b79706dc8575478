package dev.watchword.server.weakpasswords;

import static dev.watchword.server.weakpasswords.Fleet.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Piece;
import dev.watchword.server.http.ApiError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A report that is too large for one transaction. */
class LargeReportTest {

    private static final int LARGE = 2 * Arrival.ROWS + 100;
    private static final String LIST = "/v5/" + TestApi.PROJECT + "/baseline/weak-password-users";

    @ParameterizedTest
    @EnumSource
    void leavesRoomForOthersAndIsToldWholeAtItsEnd(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.host("h2", "db", "10.0.0.2");
            fleet.report("h1", fleet.scan(weak("gone").found(), weak("user1").found()));
            long before = api.parts().now();
            api.clock().move(Duration.ofDays(1));
            int pieces = 0;
            Optional<Piece> rest = Optional.of(pieces(api, "h1", fleet.scan(many(LARGE))));
            while (rest.isPresent()) {
                rest = api.parts().database().write(rest.get()::run);
                pieces++;
                if (rest.isPresent()) {
                    assertEquals(List.of("/etc/shadow " + ScannedStores.ARRIVING), stores(api));
                    JsonNode host = listed(api, "h1");
                    assertEquals(before, host.path("update_time").asLong());
                    assertTrue(users(host).containsAll(List.of("gone", "user1")), "nobody is missing in between");
                    fleet.report("h2", fleet.scan(weak("user" + pieces).found()));
                }
            }
            assertTrue(pieces > 3, "pieces: " + pieces);
            assertEquals(List.of("/etc/shadow "), stores(api).subList(0, 1));
            JsonNode host = listed(api, "h1");
            assertEquals(api.parts().now(), host.path("update_time").asLong());
            assertEquals(LARGE, users(host).size());
            assertEquals(1, count(api, "finding where host_id = 'h1' and fixed_at is not null"));
            assertEquals(LARGE, count(api, "scanned_account where host_id = 'h1'"));
        }
    }

    /** Its numbers come with its last piece, but what is found already is listed, and nothing is less than none. */
    @ParameterizedTest
    @EnumSource
    void isListedWhileItComes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            Piece next = pieces(api, "h1", fleet.scan(many(LARGE)));
            for (int i = 0; i < 3; i++) {
                next = api.parts().database().write(next::run).orElseThrow();
            }
            String list = "/v1/watchword/" + TestApi.PROJECT + "/findings";
            JsonNode first = api.get(list).json();
            JsonNode finding = first.path("data_list").path(0);
            assertEquals(first.path("data_list").size(), first.path("total_num").asInt());
            assertTrue(first.path("total_num").asInt() > 0, first::toString);
            String acceptance = "/v1/watchword/" + TestApi.PROJECT + "/hosts/h1/findings/"
                    + finding.path("finding_id").asText() + "/acceptance";
            long later = api.parts().now() + Duration.ofDays(1).toMillis();
            assertEquals(
                    200,
                    api.post(acceptance, "{\"reason\":\"r\",\"owner\":\"o\",\"expires_at\":" + later + "}")
                            .status());
            assertEquals(
                    0,
                    api.get(list + "?limit=10&offset=100000")
                            .json()
                            .path("total_num")
                            .asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTakenAgainWhereItStopped(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("gone").found()));
            api.clock().move(Duration.ofDays(1));
            ScanReport report = fleet.scan(many(LARGE));
            Piece first = pieces(api, "h1", report);
            for (int i = 0; i < 3; i++) {
                first = api.parts().database().write(first::run).orElseThrow();
            }
            // The server ends here; the agent has no answer and reports again.
            fleet.report("h1", report);
            fleet.report("h1", report);
            assertEquals(LARGE + 2, count(api, "finding_event where host_id = 'h1'"));
            assertEquals(LARGE, count(api, "finding where host_id = 'h1' and fixed_at is null"));
            assertEquals(List.of("/etc/shadow "), stores(api));
            // A piece that comes too late changes nothing.
            assertEquals(Optional.empty(), api.parts().database().write(first::run));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesWayToANewerOne(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            Optional<Piece> rest = api.parts().database().write(pieces(api, "h1", fleet.scan(many(LARGE)))::run);
            api.clock().move(Duration.ofDays(1));
            fleet.report("h1", fleet.scan(weak("user1").found()));
            while (rest.isPresent()) {
                rest = api.parts().database().write(rest.get()::run);
            }
            assertEquals(1, count(api, "finding where host_id = 'h1' and fixed_at is null"));
            assertEquals(List.of("/etc/shadow "), stores(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItsHostRetires(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            Database database = api.parts().database();
            Piece next = database.write(pieces(api, "h1", fleet.scan(many(LARGE)))::run)
                    .orElseThrow();
            database.change(handle -> handle.execute("update host set retired_at = 1"));
            ApiError error = assertThrows(ApiError.class, () -> database.write(next::run));
            assertEquals("WW.0004", error.code());
        }
    }

    /** Sixty thousand findings, and somebody who writes all the time; the longest wait is printed for both ways. */
    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void keepsNobodyWaitingLong(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.host("h2", "web", "10.0.0.2");
            fleet.report("h1", fleet.scan(many(LARGE)));
            ScanReport report = fleet.scan(many(60_000));
            Waits whole = waits(api, () -> fleet.report("h1", report));
            Waits inPieces = waits(api, () -> api.parts().database().changeInPieces(pieces(api, "h2", report)));
            System.out.println(dialect + ": 60,000 findings at once: " + whole + "; in pieces: " + inPieces);
            assertTrue(inPieces.served() > 20, inPieces::toString);
            if (dialect == Dialect.SQLITE) {
                assertTrue(2 * inPieces.longestMillis() < whole.longestMillis(), whole + ", " + inPieces);
            }
        }
    }

    /**
     * How another client's changes went meanwhile.
     *
     * @param tookMillis the work
     * @param longestMillis the longest wait of the other client
     */
    private record Waits(int served, long tookMillis, long longestMillis) {
        @Override
        public String toString() {
            return "took " + tookMillis + " ms, another client wrote " + served + " times and waited at most "
                    + longestMillis + " ms";
        }
    }

    private static Waits waits(TestApi api, Runnable work) {
        AtomicBoolean over = new AtomicBoolean();
        long start = System.nanoTime();
        CompletableFuture<long[]> other = CompletableFuture.supplyAsync(() -> {
            long[] seen = {0, 0};
            while (!over.get()) {
                long asked = System.nanoTime();
                api.parts().database().change(handle -> handle.execute("update project set name = name"));
                seen[0]++;
                seen[1] = Math.max(seen[1], System.nanoTime() - asked);
                pause();
            }
            return seen;
        });
        work.run();
        over.set(true);
        long took = System.nanoTime() - start;
        long[] seen = other.join();
        return new Waits((int) seen[0], took / 1_000_000, seen[1] / 1_000_000);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Piece pieces(TestApi api, String hostId, ScanReport report) {
        return new Intake(api.parts().atRest())
                .pieces(hostId, report, api.parts().now(), handle -> {});
    }

    private static ScanReport.Finding[] many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> weak("user" + i).found())
                .toArray(ScanReport.Finding[]::new);
    }

    private static JsonNode listed(TestApi api, String host) {
        return api.get(LIST + "?host_id=" + host).json().at("/data_list/0");
    }

    private static List<String> users(JsonNode host) {
        return host.path("weak_pwd_accounts").findValuesAsText("user_name");
    }

    private static List<String> stores(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select store, incomplete from scanned_store where host_id = 'h1'")
                        .map((row, context) -> row.getString("store") + " " + row.getString("incomplete"))
                        .list());
    }

    private static int count(TestApi api, String what) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from " + what)
                        .mapTo(Integer.class)
                        .one());
    }
}
