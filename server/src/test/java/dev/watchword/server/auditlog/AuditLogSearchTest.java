package dev.watchword.server.auditlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogSearchTest {

    private static final String PATH = "/v1/watchword/audit-log";

    /** Ten of the account, one of another, one of nobody; a second apart, so that each time is another. */
    private static TestApi api(Dialect dialect) throws IOException {
        TestApi api = TestApi.on(dialect);
        List<Sink.Kept> lines = new ArrayList<>();
        String prev = Line.NOTHING;
        for (int i = 1; i <= 12; i++) {
            TreeMap<String, Object> members = new TreeMap<>(Map.of(
                    "action", i % 2 == 0 ? "hss:even:set" : "hss:odd:set",
                    "actor", "user" + i,
                    "request", "request" + i));
            if (i <= 11) {
                members.put("domain", i == 11 ? TestApi.FOREIGN_DOMAIN : TestApi.DOMAIN);
            }
            if (i == 3 || i == 4) {
                members.put("decision", i == 3 ? "denied" : "allowed");
                members.put("status", i == 3 ? 403L : 409L);
                members.put("actor_name", "ann.b");
            }
            if (i == 5) {
                members.put("decision", "allowed");
                members.put("status", 204L);
                members.put("actor_name", "\",\"actor_name\":\"ann.b\",\"decision\":\"denied");
            }
            Entry.Kind kind = i == 3 ? Entry.Kind.REFUSED : Entry.Kind.INTENT;
            Line line = Line.of(i, prev, new Entry(kind, Instant.ofEpochMilli(i * 1_000L), members));
            lines.add(new Sink.Kept(i, line.text()));
            prev = line.digest();
        }
        new DatabaseSink(api.parts().database()).append(lines);
        return api;
    }

    private static List<Long> seqs(TestApi api, String query) {
        TestApi.Response response = api.get(PATH + query);
        assertEquals(200, response.status(), response::text);
        List<Long> seqs = new ArrayList<>();
        for (JsonNode entry : response.json().path("entries")) {
            seqs.add(entry.path("seq").asLong());
        }
        return seqs;
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void showsTheAccountsOwnEntriesNewestFirst(Dialect dialect) throws IOException {
        try (TestApi api = api(dialect)) {
            assertEquals(List.of(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L), seqs(api, ""));
            assertEquals(
                    64,
                    api.get(PATH)
                            .json()
                            .path("entries")
                            .get(0)
                            .path("prev")
                            .asText()
                            .length());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void filtersAndPages(Dialect dialect) throws IOException {
        try (TestApi api = api(dialect)) {
            assertEquals(List.of(3L), seqs(api, "?kind=refused"));
            assertEquals(List.of(7L), seqs(api, "?actor=user7"));
            assertEquals(List.of(4L, 3L), seqs(api, "?actor_name=ann.b"));
            assertEquals(List.of(), seqs(api, "?actor_name=ann"));
            assertEquals(List.of(5L), seqs(api, "?result=succeeded"));
            assertEquals(List.of(3L), seqs(api, "?result=refused"));
            assertEquals(List.of(4L), seqs(api, "?result=failed&actor_name=ann.b"));
            assertEquals(List.of(7L), seqs(api, "?request_id=request7"));
            assertEquals(List.of(9L, 7L, 5L, 3L, 1L), seqs(api, "?action=hss:odd:set"));
            assertEquals(List.of(4L, 3L), seqs(api, "?from=3000&to=5000"));
            assertEquals(List.of(), seqs(api, "?actor=user11"), "of another account");
            assertEquals(List.of(), seqs(api, "?actor=user12"), "of nobody, and there are two accounts");
            JsonNode page = api.get(PATH + "?limit=4").json();
            assertEquals(4, page.at("/page_info/current_count").asInt());
            assertEquals(7, page.at("/page_info/next_marker").asLong());
            assertEquals(List.of(6L, 5L, 4L, 3L), seqs(api, "?limit=4&marker=7"));
            assertFalse(
                    api.get(PATH + "?limit=4&marker=5").json().path("page_info").has("next_marker"));
        }
    }

    /** What was written before the log knew results is read from its lines when the database is brought up to date. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void linesTellTheSameAsColumns(Dialect dialect) throws IOException {
        try (TestApi api = api(dialect)) {
            String columns = "select seq || ' ' || result || ' ' || case when seq = 5 then '' else actor_name end"
                    + " from audit_entry order by seq";
            List<String> written = rows(api, columns);
            String migration;
            try (var in = AuditLogSearchTest.class.getResourceAsStream("/db/migration/V109__audit_results.sql")) {
                migration = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("${position}", dialect.placeholders().get("position"));
            }
            api.parts().database().change(handle -> {
                handle.execute("update audit_entry set result = '', actor_name = ''");
                for (String statement : migration.split(";\\s*\n")) {
                    if (statement.contains("update audit_entry")) {
                        handle.execute(statement.substring(statement.indexOf("update")));
                    }
                }
            });
            assertEquals(written, rows(api, columns));
        }
    }

    private static List<String> rows(TestApi api, String sql) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusesWhatIsOutOfRange(Dialect dialect) throws IOException {
        try (TestApi api = api(dialect)) {
            for (String bad :
                    List.of("limit=0", "limit=1001", "limit=x", "limit=1&limit=2", "marker=0", "kind=x", "result=x")) {
                TestApi.Response response = api.get(PATH + "?" + bad);
                assertEquals("400 WW.0001", response.status() + " " + response.errorCode(), bad);
            }
            assertEquals(1, seqs(api, "?limit=1").size());
            assertEquals(10, seqs(api, "?limit=1000").size());
            assertEquals(403, api.deny("watchword:auditLog:list").get(PATH).status());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theOnlyAccountSeesWhatIsNobodys(Dialect dialect) throws IOException {
        try (TestApi api = api(dialect)) {
            api.parts().database().change(handle -> {
                handle.execute("delete from project where domain_id = ?", TestApi.FOREIGN_DOMAIN);
                handle.execute("delete from domain where id = ?", TestApi.FOREIGN_DOMAIN);
            });
            assertTrue(seqs(api, "").contains(12L));
            assertFalse(seqs(api, "").contains(11L));
        }
    }
}
