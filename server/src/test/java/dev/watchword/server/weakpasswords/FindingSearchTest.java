package dev.watchword.server.weakpasswords;

import static dev.watchword.server.weakpasswords.Fleet.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.TestValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a page of findings is found, it holds the same. */
class FindingSearchTest {

    private static final String LIST = "/v1/watchword/" + TestApi.PROJECT + "/findings?limit=10&";
    private static final List<String> FILTERS = List.of(
            "",
            "state=all",
            "host_name=WEB",
            "host_name=db",
            "host_name=nowhere",
            "user_name=ann",
            "user_name=nobody",
            "user_name=1&host_name=we",
            "user_name=1&group_id=g1",
            "group_id=g1&severity=high",
            "host_id=h1",
            "state=fixed&user_name=gone",
            "since=1");

    @ParameterizedTest
    @EnumSource
    void walksTheSameListForwardsBackwardsAndByNumber(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            fill(api);
            for (String filter : FILTERS) {
                List<JsonNode> byNumber = byNumber(api, filter);
                List<JsonNode> forwards = forwards(api, filter);
                assertEquals(byNumber, forwards, filter);
                for (int end : new int[] {5, 10, 27}) {
                    if (end < byNumber.size()) {
                        assertEquals(
                                byNumber.subList(Math.max(0, end - 10), end),
                                page(api, filter + "&before=" + place(byNumber.get(end))),
                                filter + " before " + end);
                    }
                }
            }
            assertEquals(30, byNumber(api, "host_name=WEB").size());
            assertEquals(12, byNumber(api, "user_name=1&host_name=we").size());
            assertEquals(1, byNumber(api, "state=fixed&user_name=gone").size());
        }
    }

    /** On a large fleet they are looked up within 20 ms then, and within a minute otherwise. */
    @Test
    void looksIntoTheFindingsOfTheChosenHostsAlone() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            for (String filter : List.of("host_name", "group_id", "user_name")) {
                Conditions conditions = new Conditions();
                String gathered = FindingFilter.gathered(
                        TestValues.of(Map.of(filter, "x", "state", "open")), "p", Dialect.SQLITE, 0, conditions);
                String plan = api.parts()
                        .database()
                        .read(handle -> handle.createQuery("explain query plan select f.id from " + gathered)
                                .bindMap(conditions.values())
                                .map((row, context) -> row.getString("detail"))
                                .list()
                                .toString());
                assertTrue(plan.contains("SEARCH f USING PRIMARY KEY (host_id=?)"), filter + ": " + plan);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsNoFurtherThanItIsAsked(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            fill(api);
            assertEquals(13, total(api, "host_name=web&count_up_to=12"));
            assertEquals(30, total(api, "host_name=web&count_up_to=30"));
            assertEquals(30, total(api, "host_name=web"));
            assertEquals(6, total(api, "since=1&count_up_to=5"));
            assertEquals(0, total(api, "user_name=nobody&count_up_to=1"));
            assertEquals(page(api, "since=1&offset=20"), page(api, "since=1&offset=20&count_up_to=5"), "behind it");
            assertEquals(45, total(api, "count_up_to=1"), "what is counted already is told");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsAPageOfManyByWalking(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web-1", "192.0.2.1");
            fleet.host("h2", "db-1", "192.0.2.2");
            fleet.report(
                    "h1",
                    fleet.scan(IntStream.range(0, 2_001)
                            .mapToObj(i -> weak("many-" + i).found())
                            .toArray(ScanReport.Finding[]::new)));
            fleet.report("h2", fleet.scan(weak("other").found()));
            assertEquals(2_001, total(api, "user_name=many"));
            assertEquals(2_001, total(api, "host_name=web&count_up_to=2000"));
            assertEquals(101, total(api, "host_name=web&count_up_to=100"));
            List<JsonNode> byNumber = page(api, "user_name=many&offset=1990");
            assertEquals(10, byNumber.size());
            assertEquals(
                    byNumber.subList(1, 10),
                    page(api, "user_name=many&after=" + place(byNumber.getFirst()))
                            .subList(0, 9));
            assertEquals(1, page(api, "user_name=many&offset=2000").size());
            assertEquals(0, page(api, "user_name=many&offset=2001").size());
            assertEquals(byNumber, page(api, "user_name=many&offset=1990&count_up_to=100"), "behind it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithAPlace(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String wrong : List.of(
                    "after=x",
                    "after=1,h1",
                    "before=1,,f",
                    "after=99999999999999999999,h1,f",
                    "after=1,h,f&before=1,h,f")) {
                assertEquals("WW.0001", api.get(LIST + wrong).errorCode(), wrong);
            }
            assertEquals(0, page(api, "after=1,h1,f").size());
        }
    }

    /** Three times of one scan each, several findings at the same one. */
    private static void fill(TestApi api) {
        Fleet fleet = new Fleet(api);
        fleet.host("h1", "web-1", "192.0.2.1");
        fleet.host("h2", "Web-2", "192.0.2.2");
        fleet.host("h3", "db-1", "192.0.2.3");
        api.parts()
                .database()
                .change(handle -> handle.execute("update host set group_id = 'g1' where id in ('h1', 'h3')"));
        fleet.report("h1", fleet.scan(weak("gone").found()));
        for (int time = 1; time <= 3; time++) {
            api.clock().move(Duration.ofHours(1));
            for (String host : List.of("h1", "h2", "h3")) {
                List<ScanReport.Finding> findings = new ArrayList<>();
                for (int i = 0; i < 5 * time; i++) {
                    findings.add(weak("ann-" + i)
                            .severity(i % 2 == 0 ? "high" : "low")
                            .found());
                }
                fleet.report(host, fleet.scan(findings.toArray(ScanReport.Finding[]::new)));
            }
        }
    }

    private static List<JsonNode> byNumber(TestApi api, String filter) {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < total(api, filter)) {
            all.addAll(page(api, filter + "&offset=" + all.size()));
        }
        return all;
    }

    private static List<JsonNode> forwards(TestApi api, String filter) {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> page = page(api, filter);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page(api, filter + "&after=" + place(page.getLast()));
        }
        return all;
    }

    private static List<JsonNode> page(TestApi api, String filter) {
        return api.get(LIST + filter).json().path("data_list").valueStream().toList();
    }

    private static long total(TestApi api, String filter) {
        return api.get(LIST + filter).json().path("total_num").asLong();
    }

    private static String place(JsonNode finding) {
        return finding.path("first_seen_at").asText() + "%2C"
                + finding.path("host_id").asText() + "%2C"
                + finding.path("finding_id").asText();
    }
}
