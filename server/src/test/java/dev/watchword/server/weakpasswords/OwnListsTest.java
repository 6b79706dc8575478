package dev.watchword.server.weakpasswords;

import static dev.watchword.server.weakpasswords.Fleet.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnListsTest {

    private static final String OWN = "/v1/watchword/" + TestApi.PROJECT;
    private static final ScanReport.Store SHADOW = new ScanReport.Store("/etc/shadow", "system", "");
    private static final ScanReport.Store REDIS = new ScanReport.Store("/etc/redis.conf", "redis", "");

    @ParameterizedTest
    @EnumSource
    void filtersFindings(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = fleet(api);
            long later = api.parts().now() + 3_600_000;
            api.clock().move(Duration.ofHours(1));
            fleet.report(
                    "h2",
                    fleet.scan(weak("Bob").severity("critical").because("empty").found()));
            assertEquals(List.of("Bob", "cache", "old", "root"), users(api, ""));
            assertEquals(List.of("Bob"), users(api, "severity=critical"));
            assertEquals(List.of("Bob"), users(api, "weakness=empty"));
            assertEquals(List.of("Bob"), users(api, "since=" + later));
            assertEquals(List.of(), users(api, "since=" + (later + 1)));
            assertEquals(List.of("cache"), users(api, "service_type=redis"));
            assertEquals(List.of("cache", "old", "root"), users(api, "host_name=WEB"));
            assertEquals(List.of("cache", "old", "root"), users(api, "host_id=h1"));
            assertEquals(List.of("Bob", "old", "root"), users(api, "user_name=O"));
            assertEquals(List.of("root"), users(api, "user_name=OO&host_id=h1&weakness=common&severity=high"));
            assertEquals(List.of("Bob"), users(api, "group_id=g2"));
            assertEquals(List.of(), users(api, "user_name=" + "%25"));
            assertEquals("WW.0001", api.get(OWN + "/findings?state=closed").errorCode());
            assertEquals("WW.0001", api.get(OWN + "/findings?limit=9").errorCode());
            assertEquals(
                    0,
                    api.get("/v1/watchword/" + TestApi.SECOND_PROJECT + "/findings")
                            .json()
                            .path("total_num")
                            .asInt());
        }
    }

    /** The vendor's lists know five kinds of account; a client that checks the word must not meet another one. */
    @ParameterizedTest
    @EnumSource
    void showsKindsThatTheVendorDoesNotKnow(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            List<ScanReport.Store> stores = new ArrayList<>();
            List<ScanReport.Finding> findings = new ArrayList<>();
            for (String kind : List.of("http", "snmp", "postgresql")) {
                stores.add(new ScanReport.Store("/etc/" + kind, kind, ""));
                findings.add(weak("of_" + kind).in(kind, "/etc/" + kind).found());
            }
            fleet.report("h1", fleet.scan(stores, findings.toArray(ScanReport.Finding[]::new)));
            assertEquals(List.of("of_http", "of_postgresql", "of_snmp"), users(api, ""));
            assertEquals(List.of("of_snmp"), users(api, "service_type=snmp"));
            assertEquals(List.of(), vendorHosts(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatHappenedToAFinding(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("root").found()));
            String history = finding(api, "h1", "root") + "/history";
            for (int i = 0; i < 2; i++) {
                api.clock().move(Duration.ofDays(1));
                fleet.report("h1", fleet.scan());
                fleet.report("h1", fleet.scan(weak("root").found()));
            }
            fleet.report("h1", fleet.scan(weak("root").because("custom").found()));
            assertEquals(
                    List.of("found", "fixed", "came_back", "fixed", "came_back", "changed"),
                    texts(api.get(history).json(), "event"));
            JsonNode row = api.get(OWN + "/findings").json().at("/data_list/0");
            assertEquals(2, row.path("times_came_back").asInt());
            assertEquals("custom", row.path("weakness").asText());
            assertEquals("open", row.path("state").asText());
            assertEquals("WW.0004", api.get(history.replace("h1", "h2")).errorCode());
            assertEquals(
                    "WW.0004",
                    api.get(history.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT))
                            .errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hidesAnAcceptedFindingUntilItsAcceptanceEnds(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            fleet(api);
            String acceptance = finding(api, "h1", "root") + "/acceptance";
            long end = api.parts().now() + 1_000;
            assertEquals(200, api.post(acceptance, accepting(end)).status());
            assertEquals(List.of("cache", "old"), users(api, ""));
            assertEquals(List.of("root"), users(api, "state=accepted"));
            assertEquals(List.of("cache", "old", "root"), users(api, "state=all"));
            assertEquals(1, vendorHosts(api).size());
            api.clock().move(Duration.ofMillis(999));
            assertEquals(List.of("root"), users(api, "state=accepted"));
            api.clock().move(Duration.ofMillis(1));
            assertEquals(List.of("cache", "old", "root"), users(api, ""));
            assertEquals("WW.0004", api.delete(acceptance).errorCode());
            assertEquals(200, api.post(acceptance, accepting(end + 5_000)).status());
            assertEquals(204, api.delete(acceptance).status());
            assertEquals(List.of("cache", "old", "root"), users(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAPasswordAsItIsAndNoOther(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report("h1", fleet.scan(weak("root").found()));
            String acceptance = finding(api, "h1", "root") + "/acceptance";
            api.post(acceptance, accepting(api.parts().now() + 1_000_000));
            fleet.report("h1", fleet.scan(weak("root").found()));
            assertEquals(List.of("root"), users(api, "state=accepted"));
            fleet.report("h1", fleet.scan(weak("root").because("empty").found()));
            assertEquals(List.of("root"), users(api, "state=open"));
            api.post(acceptance, accepting(api.parts().now() + 1_000_000));
            fleet.report("h1", fleet.scan());
            assertEquals(
                    "WW.0009",
                    api.post(acceptance, accepting(api.parts().now() + 1_000_000))
                            .errorCode());
            fleet.report("h1", fleet.scan(weak("root").because("empty").found()));
            assertEquals(List.of("root"), users(api, "state=open"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnAcceptanceThatNobodyAnswersForOrThatNeverEnds(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            fleet(api);
            String acceptance = finding(api, "h1", "root") + "/acceptance";
            long now = api.parts().now();
            long longest = now + 366 * 86_400_000L;
            for (String bad : List.of(
                    accepting(now),
                    accepting(longest + 1),
                    "{\"owner\":\"o\",\"expires_at\":" + longest + "}",
                    "{\"reason\":\"r\",\"expires_at\":" + longest + "}",
                    "{\"reason\":\"r\",\"owner\":\"o\"}",
                    "{\"reason\":\"\",\"owner\":\"o\",\"expires_at\":" + longest + "}",
                    "{\"reason\":\"" + "r".repeat(513) + "\",\"owner\":\"o\",\"expires_at\":" + longest + "}",
                    "{\"reason\":\"r\",\"owner\":null,\"expires_at\":" + longest + "}",
                    "{\"reason\":\"r\",\"owner\":\"o\",\"expires_at\":\"soon\"}")) {
                assertEquals("WW.0001", api.post(acceptance, bad).errorCode(), bad);
            }
            assertEquals(200, api.post(acceptance, accepting(now + 1)).status());
            assertEquals(200, api.post(acceptance, accepting(longest)).status());
            assertEquals(
                    "WW.0004",
                    api.post(acceptance.replace("h1", "h2"), accepting(longest)).errorCode());
            assertEquals(
                    403,
                    api.deny("hss:weakPwds:set")
                            .post(acceptance, accepting(longest))
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsHowFarTheFleetWasTested(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.host("h2", "never", "10.0.0.2");
            long now = api.parts().now();
            fleet.report(
                    "h1",
                    new ScanReport(
                            "s1",
                            now,
                            now,
                            List.of(SHADOW, new ScanReport.Store("/etc/redis.conf", "redis", "not readable")),
                            List.of(
                                    account("root", 10, 20, ""),
                                    account("ann", 0, 0, "the hash costs too much"),
                                    account("bob", 20, 20, "")),
                            List.of(),
                            List.of()));
            JsonNode hosts = api.get(OWN + "/coverage/hosts").json();
            assertEquals(
                    "{\"host_id\":\"h1\",\"host_name\":\"web\",\"last_scan_at\":" + now
                            + ",\"stale\":false,\"stores\":2,"
                            + "\"incomplete_stores\":1,\"accounts\":3,\"untested_accounts\":1,\"untested_passwords\":1}",
                    hosts.at("/data_list/1").toString());
            assertEquals(
                    List.of("never"),
                    texts(api.get(OWN + "/coverage/hosts?stale=true").json(), "host_name"));
            assertEquals(
                    List.of("web"),
                    texts(api.get(OWN + "/coverage/hosts?stale=false").json(), "host_name"));
            assertEquals(
                    List.of("not readable"),
                    texts(api.get(OWN + "/coverage/stores?incomplete=true").json(), "incomplete"));
            assertEquals(
                    List.of("/etc/shadow"),
                    texts(api.get(OWN + "/coverage/stores?incomplete=false").json(), "store"));
            assertEquals(
                    List.of("ann", "bob", "root"),
                    texts(api.get(OWN + "/coverage/accounts").json(), "user_name"));
            assertEquals(
                    List.of("the hash costs too much"),
                    texts(api.get(OWN + "/coverage/accounts?tested=false").json(), "note"));
            assertEquals(
                    List.of("root"),
                    texts(
                            api.get(OWN + "/coverage/accounts?user_name=OO&host_id=h1")
                                    .json(),
                            "user_name"));
            api.clock().move(Duration.ofDays(7).plusMillis(1));
            assertEquals(
                    2,
                    api.get(OWN + "/coverage/hosts?stale=true")
                            .json()
                            .path("total_num")
                            .asInt());
            fleet.report("h1", fleet.scan(weak("root").found()));
            assertEquals(
                    List.of("root"), texts(api.get(OWN + "/coverage/accounts").json(), "user_name"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsAccountsWithTheSamePassword(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            fleet.host("h2", "b", "10.0.0.2");
            fleet.host(TestApi.SECOND_PROJECT, "0", "h3", "c", "10.0.0.3", "");
            String mark = "ab".repeat(32);
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("root").marked(mark).found(),
                            weak("ann").marked(mark).severity("critical").found(),
                            weak("bob").marked("cd").found()));
            fleet.report(
                    "h2",
                    fleet.scan(weak("root").marked(mark).found(), weak("eve").found()));
            fleet.report("h3", fleet.scan(weak("root").marked("cd").found()));
            JsonNode groups = api.get(OWN + "/shared-passwords").json();
            assertEquals(1, groups.path("total_num").asInt());
            JsonNode group = groups.at("/data_list/0");
            assertEquals(3, group.path("accounts").asInt());
            assertEquals(2, group.path("hosts").asInt());
            assertEquals("critical", group.path("severity").asText());
            String id = group.path("group_id").asText();
            assertEquals(16, id.length());
            assertFalse(mark.contains(id));
            assertEquals(
                    List.of("ann", "root", "root"),
                    texts(api.get(OWN + "/shared-passwords/" + id + "/members").json(), "user_name"));
            assertEquals(0, (int) api.parts()
                    .database()
                    .<Integer>read(
                            handle -> handle.createQuery("select count(*) from finding where shared_group = :mark")
                                    .bind("mark", mark)
                                    .mapTo(Integer.class)
                                    .one()));
            fleet.report("h2", fleet.scan());
            fleet.report("h1", fleet.scan(weak("root").marked(mark).found()));
            assertEquals(
                    0,
                    api.get(OWN + "/shared-passwords").json().path("total_num").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void exportsCellsThatAreNoFormulas(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "web", "10.0.0.1");
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("=cmd|' /C calc'!A0").found(),
                            weak("a,\"b\"\n\u202e").found()));
            TestApi.Response csv = api.get(OWN + "/findings/export");
            assertTrue(csv.text().startsWith("host_id,host_name,finding_id,"), csv.text());
            assertTrue(csv.text().contains(",\"'=cmd|' /C calc'!A0\","), csv.text());
            assertTrue(csv.text().contains(",\"a,\"\"b\"\"\\u000a\\u202e\","), csv.text());
            assertEquals(3, csv.text().split("\r\n").length);
            assertEquals("true", csv.answer().headers().get("X-Watchword-Complete"));
            TestApi.Response lines = api.get(OWN + "/findings/export?format=jsonl&export_size=1");
            assertEquals(1, lines.text().split("\n").length);
            assertEquals("web", lines.json().path("host_name").asText());
            assertEquals("false", lines.answer().headers().get("X-Watchword-Complete"));
            for (String bad : List.of("export_size=0", "export_size=200001", "format=xml")) {
                assertEquals("WW.0001", api.get(OWN + "/findings/export?" + bad).errorCode(), bad);
            }
            assertEquals(
                    1, api.get(OWN + "/findings/export?user_name=nobody").text().split("\r\n").length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAndDrawsTheTrend(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = fleet(api);
            api.clock().move(Duration.ofDays(2));
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("root").found(), weak("new").because("empty").found()));
            JsonNode json = api.get(OWN + "/overview?days=3").json();
            assertEquals(3, json.path("open").asInt());
            assertEquals(2, json.path("hosts").asInt());
            assertEquals(1, json.path("weak_hosts").asInt());
            assertEquals("{\"redis\":1,\"system\":2}", json.path("by_service").toString());
            assertEquals("{\"common\":2,\"empty\":1}", json.path("by_weakness").toString());
            assertEquals(
                    "{\"critical\":0,\"high\":3,\"medium\":0,\"low\":0}",
                    json.path("by_severity").toString());
            assertEquals(
                    "[{\"below_days\":1,\"open\":1},{\"below_days\":7,\"open\":2},{\"below_days\":30,\"open\":0},"
                            + "{\"below_days\":90,\"open\":0},{\"below_days\":365,\"open\":0},{\"open\":0}]",
                    json.path("by_age").toString());
            assertEquals(
                    "[{\"day\":\"2026-11-21\",\"opened\":3,\"ended\":0,\"open\":3},"
                            + "{\"day\":\"2026-11-22\",\"opened\":0,\"ended\":0,\"open\":3},"
                            + "{\"day\":\"2026-11-23\",\"opened\":1,\"ended\":1,\"open\":3}]",
                    json.path("trend").toString());
            assertEquals("WW.0001", api.get(OWN + "/overview?days=91").errorCode());
            assertEquals("WW.0001", api.get(OWN + "/overview?days=0").errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void retiresAHostAtOnceAndErasesItLater(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = fleet(api);
            fleet.report("h2", fleet.scan(weak("bob").found()));
            assertEquals(
                    403, api.deny("hss:hosts:set").delete(OWN + "/hosts/h1").status());
        }
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = fleet(api);
            fleet.report("h2", fleet.scan(weak("bob").found()));
            Retention retention = new Retention(api.parts());
            String other = "/v1/watchword/" + TestApi.SECOND_PROJECT + "/hosts/h1";
            assertEquals("WW.0004", api.delete(other).errorCode());
            assertEquals(204, api.delete(OWN + "/hosts/h1").status());
            assertEquals("WW.0004", api.delete(OWN + "/hosts/h1").errorCode());
            assertEquals(List.of("db"), vendorHosts(api));
            assertEquals(List.of("bob"), users(api, ""));
            assertEquals(List.of("cache", "old", "root"), users(api, "state=fixed"));
            api.clock().move(Duration.ofDays(30));
            retention.run(api.parts().now());
            assertEquals(3, users(api, "state=fixed").size());
            api.clock().move(Duration.ofMillis(1));
            retention.run(api.parts().now());
            retention.run(api.parts().now());
            assertEquals(List.of(), users(api, "state=fixed"));
            assertEquals(List.of("bob"), users(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsFindingsOfStoresThatVanishedAndErasesOldOnes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = fleet(api);
            Retention retention = new Retention(api.parts());
            api.clock().move(Duration.ofDays(29));
            retention.run(api.parts().now());
            fleet.report("h1", fleet.scan(weak("root").found(), weak("old").found()));
            api.clock().move(Duration.ofDays(1));
            retention.run(api.parts().now());
            assertEquals(List.of("cache", "old", "root"), users(api, ""));
            api.clock().move(Duration.ofMillis(1));
            retention.run(api.parts().now());
            assertEquals(List.of("old", "root"), users(api, ""));
            assertEquals(
                    List.of("found", "lapsed"),
                    texts(api.get(finding(api, "h1", "cache") + "/history").json(), "event"));
            api.clock().move(Duration.ofDays(365));
            retention.run(api.parts().now());
            assertEquals(List.of("cache", "old", "root"), users(api, "state=all"));
            api.clock().move(Duration.ofMillis(1));
            retention.run(api.parts().now());
            assertEquals(List.of("old", "root"), users(api, "state=all"));
        }
    }

    /** A host with two findings of the system and one of Redis, and another without any. */
    private static Fleet fleet(TestApi api) {
        Fleet fleet = new Fleet(api);
        fleet.host("h1", "web", "10.0.0.1");
        fleet.host("h2", "db", "10.0.0.2");
        api.parts().database().change(handle -> handle.execute("update host set group_id = 'g2' where id = 'h2'"));
        fleet.report(
                "h1",
                fleet.scan(
                        List.of(SHADOW, REDIS),
                        weak("root").found(),
                        weak("old").found(),
                        weak("cache").in("redis", "/etc/redis.conf").found()));
        return fleet;
    }

    private static ScanReport.Account account(String user, long tried, long planned, String note) {
        return new ScanReport.Account("system", user, "/etc/shadow", "usable", "yescrypt", tried, planned, note);
    }

    private static String accepting(long expiresAt) {
        return "{\"reason\":\"it is a honeypot\",\"owner\":\"ann\",\"expires_at\":" + expiresAt + "}";
    }

    /** The address of a host's finding. */
    private static String finding(TestApi api, String host, String user) {
        for (JsonNode each :
                api.get(OWN + "/findings?state=all&host_id=" + host).json().path("data_list")) {
            if (each.path("user_name").asText().equals(user)) {
                return OWN + "/hosts/" + host + "/findings/"
                        + each.path("finding_id").asText();
            }
        }
        throw new AssertionError("no finding of " + user);
    }

    private static List<String> users(TestApi api, String query) {
        return texts(api.get(OWN + "/findings?" + query).json(), "user_name").stream()
                .sorted()
                .toList();
    }

    private static List<String> vendorHosts(TestApi api) {
        return texts(
                api.get("/v5/" + TestApi.PROJECT + "/baseline/weak-password-users")
                        .json(),
                "host_name");
    }

    private static List<String> texts(JsonNode page, String field) {
        assertTrue(page.has("data_list"), page::toString);
        List<String> texts = new ArrayList<>();
        page.path("data_list").forEach(row -> texts.add(row.path(field).asText()));
        assertEquals(texts.size(), page.path("total_num").asInt());
        return texts;
    }
}
