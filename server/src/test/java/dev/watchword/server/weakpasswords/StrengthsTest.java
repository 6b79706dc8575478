package dev.watchword.server.weakpasswords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrengthsTest {

    private static final String OWN = "/v1/watchword/" + TestApi.PROJECT + "/strengths";

    @ParameterizedTest
    @EnumSource
    void countsWhatAPolicyWouldHaveRefused(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            finding(api, "short", "common", 6, 1, 1, false);
            finding(api, "plain", "custom", 12, 1, 1, false);
            finding(api, "repeating", "derived", 12, 3, 5, false);
            finding(api, "name", "username", 10, 3, 1, false);
            finding(api, "none", "empty", 0, 0, 0, false);
            finding(api, "hidden", "shared", 0, 0, 0, false);
            finding(api, "mended", "common", 1, 1, 1, true);
            assertCounts(api, "", "open 6 unknown 1 refused 0");
            assertCounts(api, "?minimum_password_length=8", "open 6 unknown 1 refused 2 by_length 2");
            assertCounts(api, "?password_char_combination=2", "open 6 unknown 1 refused 3 by_classes 3");
            assertCounts(api, "?maximum_consecutive_identical_chars=5", "open 6 unknown 1 refused 0");
            assertCounts(api, "?maximum_consecutive_identical_chars=4", "open 6 unknown 1 refused 1 by_run 1");
            assertCounts(api, "?password_not_username_or_invert=true", "open 6 unknown 1 refused 1 by_user_name 1");
            assertCounts(api, "?refuse_weak_words=true", "open 6 unknown 1 refused 2 by_words 2");
            assertCounts(
                    api,
                    "?minimum_password_length=8&password_char_combination=2",
                    "open 6 unknown 1 refused 3 by_length 2 by_classes 3");
            JsonNode other = api.get("/v1/watchword/" + TestApi.SECOND_PROJECT + "/strengths")
                    .json();
            assertEquals(0, other.path("open").asInt());
            assertEquals(400, api.get(OWN + "?password_char_combination=5").status());
        }
    }

    private static void assertCounts(TestApi api, String query, String expected) {
        StringBuilder counts = new StringBuilder();
        api.get(OWN + query).json().propertyStream().forEach(each -> {
            boolean always = !each.getKey().startsWith("by_");
            if (always || each.getValue().asLong() > 0) {
                counts.append(each.getKey()).append(' ').append(each.getValue()).append(' ');
            }
        });
        assertEquals(expected, counts.toString().strip(), query);
    }

    private static void finding(
            TestApi api, String id, String weakness, int length, int classes, int run, boolean mended) {
        if (id.equals("short")) {
            new Fleet(api).host(TestApi.PROJECT, "0", "h1", "h1.example", "10.0.0.1", "");
        }
        api.parts().database().change(handle -> {
            handle.createUpdate("insert into finding (host_id, id, project_id, service_type,"
                            + " store_id, store, user_name, user_folded, state, weakness, listed, severity, masked,"
                            + " suggestion, password_changed_at, length, classes, longest_run, shared_group,"
                            + " first_seen_at, last_seen_at, fixed_at, came_back, events) values ('h1', :id,"
                            + " :project, 'system', 's', '/etc/shadow', :id, :id, 'usable', :weakness, true, 1, '',"
                            + " '', 0, :length, :classes, :run, '', 1, 1, " + (mended ? "2" : "null") + ", 0, 1)")
                    .bind("id", id)
                    .bind("project", TestApi.PROJECT)
                    .bind("weakness", weakness)
                    .bind("length", length)
                    .bind("classes", classes)
                    .bind("run", run)
                    .execute();
            FindingCounts.recount(handle, "h1");
        });
    }
}
