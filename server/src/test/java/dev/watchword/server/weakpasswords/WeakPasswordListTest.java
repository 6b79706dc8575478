package dev.watchword.server.weakpasswords;

import static dev.watchword.server.weakpasswords.Fleet.weak;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeakPasswordListTest {

    private static final ScanReport.Store SHADOW = new ScanReport.Store("/etc/shadow", "system", "");
    private static final ScanReport.Store MYSQL = new ScanReport.Store("/var/lib/mysql", "mysql", "");

    /** The example of the vendor's page, but for the second host's private address, which contradicts itself there. */
    private static final String EXAMPLE = """
            {
              "total_num" : 2,
              "data_list" : [ {
                "host_id" : "caa958adxxxxxxa481",
                "host_name" : "ubuntu1",
                "host_ip" : "192.168.0.8",
                "private_ip" : "192.168.0.8",
                "public_ip" : "100.85.85.85",
                "update_time" : 0,
                "weak_pwd_accounts" : [ {
                  "user_name" : "localhost1",
                  "service_type" : "system",
                  "duration" : 2147483647,
                  "desensitized_weak_passwords" : "$a****1**",
                  "suggestion" : "The Password should contain the following character types: uppercase letters, lowercase letters, digits, and special characters."
                } ]
              }, {
                "host_id" : "caa958adxxxxxxa482",
                "host_name" : "ubuntu2",
                "host_ip" : "192.168.0.9",
                "private_ip" : "192.168.0.9",
                "public_ip" : "",
                "update_time" : 0,
                "weak_pwd_accounts" : [ {
                  "user_name" : "localhost2",
                  "service_type" : "system",
                  "duration" : 2147483647,
                  "desensitized_weak_passwords" : "*******",
                  "suggestion" : "The minimum number of characters in a password should not be smaller than 8"
                } ]
              } ]
            }
            """;

    @ParameterizedTest
    @EnumSource
    void answersTheVendorsExample(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host(TestApi.PROJECT, "xxx", "caa958adxxxxxxa482", "ubuntu2", "192.168.0.9", "");
            fleet.host(TestApi.PROJECT, "xxx", "caa958adxxxxxxa481", "ubuntu1", "192.168.0.8", "100.85.85.85");
            fleet.report(
                    "caa958adxxxxxxa481",
                    fleet.scanAt(
                            0,
                            List.of(SHADOW),
                            weak("localhost1")
                                    .suggesting("The Password should contain the following character types: uppercase"
                                            + " letters, lowercase letters, digits, and special characters.")
                                    .found()));
            fleet.report(
                    "caa958adxxxxxxa482",
                    fleet.scanAt(
                            0,
                            List.of(SHADOW),
                            weak("localhost2")
                                    .masked("*******")
                                    .suggesting("The minimum number of characters in a password should not be smaller"
                                            + " than 8")
                                    .found()));
            TestApi.Response response = api.get(path("enterprise_project_id=xxx"));
            assertEquals(200, response.status());
            assertEquals(new ObjectMapper().readTree(EXAMPLE), response.json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersByPartsOfNamesWithoutWildcardsOrCase(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            host(api, fleet, "h1", "Web-50%_É", "10.0.0.1", "Root", "backup");
            host(api, fleet, "h2", "web-50xy", "10.0.0.10", "admin%");
            host(api, fleet, "h3", "DB", "fe80::ABCD", "root2", "ad_min");
            assertEquals(List.of("Web-50%_É", "web-50xy"), names(api, "host_name=" + encoded("WEB")));
            assertEquals(List.of("Web-50%_É"), names(api, "host_name=" + encoded("50%_e\u0301")));
            assertEquals(List.of(), names(api, "host_name=" + encoded("w%b")));
            assertEquals(List.of("Web-50%_É", "web-50xy"), names(api, "host_ip=10.0.0.1"));
            assertEquals(List.of("DB"), names(api, "host_ip=abcd"));
            assertEquals(List.of("DB", "Web-50%_É"), names(api, "user_name=ROOT"));
            assertEquals(List.of("web-50xy"), names(api, "user_name=" + encoded("n%")));
            assertEquals(List.of("DB"), names(api, "user_name=d_m"));
            assertEquals(List.of("web-50xy"), names(api, "host_id=h2"));
            assertEquals(List.of(), names(api, "host_id=h"));
            assertEquals(List.of(), names(api, "host_id=H2"));
            assertEquals(
                    3, names(api, "host_id=&host_name=&host_ip=&user_name=").size());
            assertEquals(List.of("DB"), names(api, "host_name=d&user_name=o&host_ip=f&host_id=h3"));
            assertEquals(List.of(), names(api, "host_name=d&user_name=backup"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotFindAcrossTwoNames(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            host(api, new Fleet(api), "h1", "a", "10.0.0.1", "root", "admin", "mid\nnight");
            assertEquals(List.of(), names(api, "user_name=" + encoded("root\nadmin")));
            assertEquals(List.of(), names(api, "user_name=" + encoded("n\nr")));
            assertEquals(List.of("a"), names(api, "user_name=" + encoded("mid\nnight")));
            assertEquals(
                    1,
                    api.get(path("user_name=" + encoded("d\nn")))
                            .json()
                            .at("/data_list/0/weak_pwd_accounts")
                            .size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsOnlyTheMatchingAccountsOfAHost(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            host(api, new Fleet(api), "h1", "a", "10.0.0.1", "root", "admin", "toor");
            assertEquals(List.of("root", "toor"), accounts(api, "user_name=oo"));
            assertEquals(List.of("admin", "root", "toor"), accounts(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ordersByCodePointThenIdAndPages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            List<String> names = List.of("b", "Z", "a", "\uFF21", "\uD83D\uDE00", "_", "É", "é", "B", "aa", "a-", "a_");
            for (int i = 0; i < names.size(); i++) {
                host(api, fleet, "h" + i, names.get(i), "10.0.0.1", "root");
            }
            host(api, fleet, "h99", "a", "10.0.0.1", "root");
            host(api, fleet, "h02", "a", "10.0.0.1", "root");
            List<String> ids =
                    List.of("h8", "h1", "h5", "h02", "h2", "h99", "h10", "h11", "h9", "h0", "h6", "h7", "h3", "h4");
            assertEquals(ids.subList(0, 10), ids(api, ""));
            assertEquals(ids.subList(4, 14), ids(api, "offset=4&limit=10"));
            assertEquals(ids.subList(13, 14), ids(api, "offset=13&limit=200"));
            assertEquals(List.of(), ids(api, "offset=14"));
            assertEquals(
                    14, api.get(path("offset=2000000")).json().path("total_num").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesNoOtherProject(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host(TestApi.PROJECT, "0", "h0", "default", "10.0.0.1", "");
            fleet.host(TestApi.PROJECT, "e1", "h1", "other", "10.0.0.1", "");
            fleet.host(TestApi.SECOND_PROJECT, "0", "h2", "second", "10.0.0.1", "");
            fleet.host(TestApi.FOREIGN_PROJECT, "0", "h3", "foreign", "10.0.0.1", "");
            for (String id : List.of("h0", "h1", "h2", "h3")) {
                fleet.report(id, fleet.scan(weak("root").found()));
            }
            assertEquals(List.of("default"), names(api, ""));
            assertEquals(List.of("default"), names(api, "enterprise_project_id=0"));
            assertEquals(List.of("other"), names(api, "enterprise_project_id=e1"));
            assertEquals(List.of(), names(api, "enterprise_project_id=e2"));
            assertEquals(List.of("default", "other"), names(api, "enterprise_project_id=all_granted_eps"));
            assertEquals(List.of(), names(api, "enterprise_project_id=all_granted_eps&host_id=h2"));
            assertEquals(
                    "APIGW.0306",
                    api.get("/v5/" + TestApi.FOREIGN_PROJECT + "/baseline/weak-password-users")
                            .errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsItsPermission(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestApi.Response refused = api.deny("hss:weakPwds:list").get(path(""));
            assertEquals(403, refused.status());
            assertEquals("APIGW.0302", refused.errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheContractsLimits(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String good : List.of(
                    "limit=10",
                    "limit=200",
                    "offset=0",
                    "offset=2000000",
                    "enterprise_project_id=a",
                    "enterprise_project_id=" + "a".repeat(256),
                    "host_name=" + "a".repeat(256),
                    "host_name=" + encoded("\uD83D\uDE00".repeat(256)),
                    "host_ip=" + "a".repeat(256),
                    "user_name=" + "a".repeat(32),
                    "host_id=" + "a".repeat(64),
                    "unknown=1&unknown=2")) {
                assertEquals(200, api.get(path(good)).status(), good);
            }
            for (String bad : List.of(
                    "limit=9",
                    "limit=201",
                    "limit=",
                    "limit=10.0",
                    "limit=%2B10",
                    "limit=ten",
                    "limit=99999999999999999999",
                    "limit=10&limit=10",
                    "offset=-1",
                    "offset=2000001",
                    "offset=",
                    "offset=0x1",
                    "enterprise_project_id=",
                    "enterprise_project_id=" + "a".repeat(257),
                    "host_name=" + "a".repeat(257),
                    "host_ip=" + "a".repeat(257),
                    "user_name=" + "a".repeat(33),
                    "host_id=" + "a".repeat(65),
                    "host_id=a&host_id=b")) {
                TestApi.Response response = api.get(path(bad));
                assertEquals(400, response.status(), bad);
                assertEquals("HSS.0001", response.errorCode(), bad);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsOnlyPasswordsKnownToBeWeak(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            List<ScanReport.Finding> findings = new ArrayList<>();
            for (String weakness : Weakness.words()) {
                findings.add(weak(weakness).because(weakness).found());
            }
            fleet.report("h1", fleet.scan(findings.toArray(new ScanReport.Finding[0])));
            assertEquals(List.of("common", "custom", "default", "derived", "empty", "username"), accounts(api, ""));
            fleet.host("h2", "b", "10.0.0.1");
            fleet.report("h2", fleet.scan(weak("x").because("shared").found()));
            assertEquals(List.of("a"), names(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsLockedAccountsOnlyWhenTold(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            fleet.host("h2", "b", "10.0.0.2");
            fleet.report(
                    "h1",
                    fleet.scan(weak("root").found(), weak("bob").state("locked").found()));
            fleet.report("h2", fleet.scan(weak("bob").state("locked").found()));
            assertEquals(List.of("a"), names(api, ""));
            assertEquals(List.of("root"), accounts(api, ""));
            assertEquals(List.of(), names(api, "user_name=bob"));
            assertEquals(200, settings(api, "{\"include_locked\":true}").status());
            assertEquals(List.of("a", "b"), names(api, ""));
            assertEquals(List.of("bob", "root"), accounts(api, ""));
            assertEquals(List.of("a", "b"), names(api, "user_name=bob"));
            assertEquals(List.of("a"), names(api, "user_name=root"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsEightAsterisksWhenTold(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("a").found(),
                            weak("b").because("empty").masked("").found()));
            assertEquals(List.of("$a****1**", ""), each(api, "", "desensitized_weak_passwords"));
            settings(api, "{\"mask\":\"full\"}");
            assertEquals(List.of("********", "********"), each(api, "", "desensitized_weak_passwords"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsTheNameOfAMysqlAccountButSearchesTheWhole(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            String face = "\uD83D\uDE00";
            fleet.report(
                    "h1",
                    fleet.scan(
                            List.of(MYSQL, SHADOW),
                            weak("m" + face.repeat(40) + "@end")
                                    .in("mysql", "/var/lib/mysql")
                                    .found(),
                            weak("s".repeat(40)).found()));
            assertEquals(List.of("m" + face.repeat(31), "s".repeat(40)), accounts(api, ""));
            assertEquals(List.of("m" + face.repeat(31)), accounts(api, "user_name=end"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsDaysInUtc(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            long day = 86_400_000;
            long midnight = api.parts().now() / day * day;
            fleet.report(
                    "h1",
                    fleet.scan(
                            weak("a").changedAt(0).found(),
                            weak("b").changedAt(midnight).found(),
                            weak("c").changedAt(midnight - 1).found(),
                            weak("d").changedAt(midnight - 100 * day).found(),
                            weak("e").changedAt(midnight + day).found(),
                            weak("f").changedAt(midnight + day - 1).found(),
                            weak("g").changedAt(1).found(),
                            weak("h").changedAt(Long.MAX_VALUE).found()));
            assertEquals(
                    List.of("2147483647", "0", "1", "100", "2147483647", "0", "" + midnight / day, "2147483647"),
                    each(api, "", "duration"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsTheHost(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            host(api, fleet, "h1", "old", "10.0.0.1", "root");
            api.parts()
                    .database()
                    .change(handle -> handle.execute("update host set name = 'new', name_folded = 'new',"
                            + " private_ip = '10.9.9.9', ip_folded = '10.9.9.9', enterprise_project_id = 'e'"));
            assertEquals(List.of(), names(api, ""));
            assertEquals(List.of("new"), names(api, "enterprise_project_id=e&host_name=new&host_ip=9.9"));
            fleet.report("h1", fleet.scan());
            assertEquals(List.of(), names(api, "enterprise_project_id=all_granted_eps"));
        }
    }

    /** A row that is written again would send PostgreSQL from its index into the table; see docs/performance.md. */
    @Test
    void leavesAHostsRowAloneWhenNothingChanged() {
        try (TestApi api = TestApi.on(Dialect.POSTGRESQL)) {
            Fleet fleet = new Fleet(api);
            host(api, fleet, "h1", "a", "10.0.0.1", "root");
            String written = writer(api);
            fleet.report("h1", fleet.scan(weak("root").found()));
            assertEquals(written, writer(api));
            fleet.report("h1", fleet.scan(weak("root").found(), weak("admin").found()));
            assertNotEquals(written, writer(api));
        }
    }

    /** The transaction that wrote the only row. */
    private static String writer(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select xmin::text from weak_host")
                        .mapTo(String.class)
                        .one());
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhenTheAccountsStoreWasLastScanned(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            fleet.host("h1", "a", "10.0.0.1");
            fleet.report("h1", fleet.scanAt(5_000, List.of(SHADOW), weak("root").found()));
            fleet.report("h1", fleet.scanAt(9_000, List.of(MYSQL)));
            assertEquals(
                    5_000,
                    api.get(path("")).json().at("/data_list/0/update_time").asLong());
            fleet.report("h1", fleet.scanAt(9_500, List.of(SHADOW), weak("root").found()));
            assertEquals(
                    9_500,
                    api.get(path("")).json().at("/data_list/0/update_time").asLong());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPageOfMoreAccountsThanItCanHold(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Fleet fleet = new Fleet(api);
            host(api, fleet, "h1", "a", "10.0.0.1", "root");
            host(api, fleet, "h2", "b", "10.0.0.1", "root");
            multiply(api, "h1", WeakPasswordList.ACCOUNTS - 2);
            assertEquals(WeakPasswordList.ACCOUNTS - 1, accounts(api, "").size());
            multiply(api, "h2", 2);
            assertEquals("HSS.0001", api.get(path("")).errorCode());
            assertEquals(200, api.get(path("host_id=h1")).status());
        }
    }

    /** Copies the host's only finding. */
    private static void multiply(TestApi api, String host, int times) {
        api.parts()
                .database()
                .change(handle -> handle.createUpdate("insert into finding (host_id, id, project_id,"
                                + " service_type, store_id, store, user_name, user_folded, state, weakness, listed, severity,"
                                + " masked, suggestion, password_changed_at, length, classes, longest_run, shared_group,"
                                + " first_seen_at, last_seen_at, fixed_at, came_back, events)"
                                + " with recursive copy (n) as (select 1 union all select n + 1 from copy where n < :times)"
                                + " select host_id, id || n, project_id, service_type, store_id, store, user_name,"
                                + " user_folded, state, weakness, listed, severity, masked, suggestion, password_changed_at,"
                                + " length, classes, longest_run, shared_group, first_seen_at, last_seen_at, fixed_at,"
                                + " came_back, events from finding, copy where host_id = :host")
                        .bind("times", times)
                        .bind("host", host)
                        .execute());
    }

    private static void host(TestApi api, Fleet fleet, String id, String name, String ip, String... users) {
        fleet.host(id, name, ip);
        List<ScanReport.Finding> findings = new ArrayList<>();
        for (String user : users) {
            findings.add(weak(user).found());
        }
        fleet.report(id, fleet.scan(findings.toArray(new ScanReport.Finding[0])));
    }

    private static TestApi.Response settings(TestApi api, String body) {
        return api.put("/v1/watchword/" + TestApi.PROJECT + "/settings", body);
    }

    private static String path(String query) {
        return "/v5/" + TestApi.PROJECT + "/baseline/weak-password-users?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> ids(TestApi api, String query) {
        return hosts(api, query, "host_id");
    }

    /** The names; their number must be the answer's, which holds all of them. */
    private static List<String> names(TestApi api, String query) {
        List<String> names = hosts(api, query, "host_name");
        assertEquals(names.size(), api.get(path(query)).json().path("total_num").asInt());
        return names;
    }

    private static List<String> hosts(TestApi api, String query, String field) {
        JsonNode json = api.get(path(query)).json();
        assertTrue(json.has("data_list"), json::toString);
        List<String> values = new ArrayList<>();
        json.path("data_list").forEach(host -> values.add(host.path(field).asText()));
        return values;
    }

    private static List<String> accounts(TestApi api, String query) {
        return each(api, query, "user_name");
    }

    /** A field of every account of the first host. */
    private static List<String> each(TestApi api, String query, String field) {
        List<String> values = new ArrayList<>();
        api.get(path(query))
                .json()
                .at("/data_list/0/weak_pwd_accounts")
                .forEach(account -> values.add(account.path(field).asText()));
        return values;
    }
}
