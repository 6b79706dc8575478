package dev.watchword.server.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ImageReport;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImagesTest {

    private static final String BASE = "/v5/" + TestApi.PROJECT + "/image/baseline";
    private static final String USERS = BASE + "/weak-password-users?image_type=registry";
    private static final String RULES = BASE + "/password-complexity";
    private static final long DAY = 86_400_000;

    private final AtomicInteger scans = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void listsWeakAccountsOfImages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            long now = api.parts().now();
            take(
                    api,
                    image("shop", "web", "1.0"),
                    "",
                    finding("root", "common", "usable", now - 3 * DAY),
                    finding("old", "empty", "locked", 0),
                    finding("md5", "weak_scheme", "usable", 0));
            JsonNode list = api.get(USERS).json();
            assertEquals(1, list.path("total_num").asInt());
            assertEquals(
                    "{\"namespace\":\"shop\",\"image_name\":\"web\",\"image_version\":\"1.0\",\"image_id\":\"sha256:1\","
                            + "\"image_type\":\"Harbor\",\"latest_scan_time\":" + now + ",\"user_name\":\"root\","
                            + "\"service_type\":\"system\",\"duration\":3,"
                            + "\"desensitized_weak_passwords\":\"$a****1**\",\"suggestion\":\"Change it.\"}",
                    list.path("data_list").get(0).toString());
            api.put("/v1/watchword/" + TestApi.PROJECT + "/settings", "{\"include_locked\":true,\"mask\":\"full\"}");
            JsonNode all = api.get(USERS).json().path("data_list");
            assertEquals("old", all.get(0).path("user_name").asText());
            assertEquals(Integer.MAX_VALUE, all.get(0).path("duration").asInt());
            all.forEach(account -> assertEquals(
                    "********", account.path("desensitized_weak_passwords").asText()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesWhatACompleteScanNoLongerShows(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            ImageReport.Image image = image("shop", "web", "1.0");
            ImageReport first = take(api, image, "", weak("a"), weak("b"));
            take(api, image, "time was up", weak("b"), weak("c"));
            assertEquals(List.of("a", "b", "c"), users(api, ""));
            take(api, image, "time was up");
            assertEquals(List.of("a", "b", "c"), users(api, ""));
            take(api, image, "", weak("c"));
            assertEquals(List.of("c"), users(api, ""));
            api.clock().move(java.time.Duration.ofHours(1));
            record(api, new ImageReport("late", first.finishedAt() - 1, image, "", List.of(weak("z")), List.of()));
            assertEquals(List.of("c"), users(api, ""), "an older scan says nothing");
            take(api, image, "");
            assertEquals(List.of(), users(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersAndPages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (int i = 10; i < 22; i++) {
                take(api, image("Shop", "Web" + i, "v" + i), "", weak("Root" + i));
            }
            take(api, new ImageReport.Image("cicd", "Other", "i-1", "a%b", "x", "latest", "id", "ep"), "", weak("app"));
            assertEquals(10, users(api, "").size());
            assertEquals(List.of("Root20", "Root21"), users(api, "&offset=10"));
            assertEquals(12, users(api, "&limit=200&namespace=sHO").size());
            assertEquals(List.of("Root11"), users(api, "&image_name=web11"));
            assertEquals(List.of("Root12"), users(api, "&tag_name=V12"));
            assertEquals(List.of("Root13"), users(api, "&user_name=OOT13"));
            assertEquals(10, users(api, "&image_id=sha256:1&user_name=").size());
            assertEquals(List.of(), users(api, "&image_id=sha256"));
            assertEquals(List.of(), users(api, "&namespace=%25"));
            assertEquals(List.of(), users(api, "&instance_id=i-1"));
            String cicd = BASE + "/weak-password-users?image_type=cicd&instance_id=i-1&namespace=%25";
            assertEquals(0, api.get(cicd).json().path("total_num").asInt());
            assertEquals(
                    1,
                    api.get(cicd + "&enterprise_project_id=ep")
                            .json()
                            .path("total_num")
                            .asInt());
            String everywhere = cicd + "&enterprise_project_id=all_granted_eps";
            assertEquals(1, api.get(everywhere).json().path("total_num").asInt());
            String other = everywhere.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT);
            assertEquals("{\"total_num\":0,\"data_list\":[]}", api.get(other).text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsImagesWhoseRulesDemandTooLittle(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            long now = api.parts().now();
            record(
                    api,
                    new ImageReport(
                            "r1",
                            now,
                            image("shop", "web", "1"),
                            "",
                            List.of(),
                            List.of(new ScanReport.Rules(6, 0, 1, 1, 1))));
            record(
                    api,
                    new ImageReport(
                            "r2",
                            now,
                            image("shop", "good", "1"),
                            "",
                            List.of(),
                            List.of(new ScanReport.Rules(8, 1, 1, 1, 1))));
            JsonNode list = api.get(RULES).json();
            assertEquals(1, list.path("total_num").asInt());
            JsonNode web = list.path("data_list").get(0);
            assertEquals("web", web.path("image_name").asText());
            assertFalse(web.path("min_length").asBoolean(true));
            assertFalse(web.path("uppercase_letter").asBoolean(true));
            assertEquals(true, web.path("number").asBoolean());
            assertEquals(
                    1,
                    api.get(RULES + "?image_type=harbor")
                            .json()
                            .path("total_num")
                            .asInt());
            assertEquals(
                    1,
                    api.get(RULES + "?image_version=1").json().path("total_num").asInt());
            assertEquals(
                    0,
                    api.get(RULES + "?image_type=cicd").json().path("total_num").asInt());
            record(api, new ImageReport("r3", now, image("shop", "web", "1"), "", List.of(), List.of()));
            assertEquals(0, api.get(RULES).json().path("total_num").asInt());
        }
    }

    @Test
    void checksItsInput() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertEquals("HSS.0001", api.get(BASE + "/weak-password-users").errorCode());
            assertEquals(
                    "HSS.0001",
                    api.get(BASE + "/weak-password-users?image_type=harbor").errorCode());
            for (String type : List.of("private_image", "shared_image", "instance_image", "registry", "cicd")) {
                assertEquals(
                        200,
                        api.get(BASE + "/weak-password-users?image_type=" + type)
                                .status());
            }
            for (String bad : List.of(
                    "&limit=9",
                    "&limit=201",
                    "&offset=-1",
                    "&offset=2000001",
                    "&user_name=" + "u".repeat(33),
                    "&instance_id=" + "u".repeat(129),
                    "&namespace=" + "u".repeat(65_536),
                    "&image_type=cicd",
                    "&enterprise_project_id=")) {
                assertEquals("HSS.0001", api.get(USERS + bad).errorCode());
            }
            assertEquals(200, api.get(USERS + "&user_name=" + "u".repeat(32)).status());
            assertEquals(
                    200, api.get(USERS + "&namespace=" + "u".repeat(65_535)).status());
            api.header("region", "r".repeat(129));
            assertEquals("HSS.0001", api.get(USERS).errorCode());
            assertEquals("HSS.0001", api.get(RULES).errorCode());
        }
    }

    @Test
    void refusesReportsBeyondTheirLimits() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            ImageReport.Image good = image("n", "web", "1");
            for (ImageReport bad : List.of(
                    new ImageReport("s", 1, image("n", "", "1"), "", List.of(), List.of()),
                    new ImageReport("s", 1, image("n".repeat(4_097), "w", "1"), "", List.of(), List.of()),
                    new ImageReport("", 1, good, "", List.of(), List.of()),
                    new ImageReport("s", -1, good, "", List.of(), List.of()),
                    new ImageReport("s", 1, good, "i".repeat(2_049), List.of(), List.of()),
                    new ImageReport("s", 1, good, "", List.of(finding("u", "odd", "usable", 0)), List.of()),
                    new ImageReport(
                            "s",
                            1,
                            new ImageReport.Image("harbor", "Harbor", "", "n", "w", "1", "i", "0"),
                            "",
                            List.of(),
                            List.of()))) {
                assertEquals(
                        "WW.0001",
                        assertThrows(ApiError.class, () -> record(api, bad)).code());
            }
        }
    }

    private ImageReport take(TestApi api, ImageReport.Image image, String incomplete, ImageReport.Finding... findings) {
        ImageReport report = new ImageReport(
                "scan-" + scans.incrementAndGet(),
                api.parts().now(),
                image,
                incomplete,
                Arrays.asList(findings),
                List.of());
        record(api, report);
        return report;
    }

    private static void record(TestApi api, ImageReport report) {
        record(api, "one", report);
    }

    private static void record(TestApi api, String registry, ImageReport report) {
        ImageOrigin origin = new ImageOrigin(TestApi.PROJECT, registry, registry + ".example", "scanner");
        api.parts()
                .database()
                .change(handle ->
                        ImageIntake.record(handle, origin, report, api.parts().now()));
    }

    private static ImageReport.Image image(String namespace, String name, String version) {
        return new ImageReport.Image("registry", "Harbor", "", namespace, name, version, "sha256:1", "0");
    }

    private static ImageReport.Finding weak(String user) {
        return finding(user, "common", "usable", 0);
    }

    private static ImageReport.Finding finding(String user, String weakness, String state, long changedAt) {
        return new ImageReport.Finding(
                new ScanReport.Finding(
                        "system",
                        user,
                        "/etc/shadow",
                        state,
                        weakness,
                        "high",
                        "$a****1**",
                        "Change it.",
                        changedAt,
                        9,
                        3,
                        1,
                        ""),
                "sha256:layer");
    }

    private static List<String> users(TestApi api, String query) {
        List<String> names = new ArrayList<>();
        Response response = api.get(USERS + query);
        assertEquals(200, response.status(), response::toString);
        response.json()
                .path("data_list")
                .forEach(each -> names.add(each.path("user_name").asText()));
        return names;
    }
}
