package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ImageReport;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.images.ImageIntake;
import dev.watchword.server.images.ImageOrigin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries and images in the console and their own lists of the API. */
class ImagePagesTest {

    private static final String PROJECT = "/console/projects/" + TestApi.PROJECT;
    private static final String API = "/v1/watchword/" + TestApi.PROJECT;
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202egpj.\"'=1+1";

    @ParameterizedTest
    @EnumSource
    void imagesAreListedWithTheirLayersAndReasons(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            take(api, "web", "", finding("root", "RUN chpasswd"));
            take(api, "old", "limit time", new ImageReport.Finding[0]);
            JsonNode images = api.get(API + "/images").json();
            assertEquals(2, images.path("total_num").asInt());
            JsonNode old = images.path("data_list").get(0);
            assertEquals("limit time", old.path("incomplete").asText());
            JsonNode web = images.path("data_list").get(1);
            assertEquals(1, web.path("finding_num").asInt());
            assertEquals("here.example", web.path("registry_host").asText());
            assertEquals(1, total(api, "/images?weak=true"));
            assertEquals(1, total(api, "/images?incomplete=true"));
            assertEquals(1, total(api, "/images?image=WEB"));
            assertEquals(0, total(api, "/images?image=none"));
            assertEquals(2, total(api, "/images?registry_id=here"));
            JsonNode finding = api.get(
                            API + "/image-findings?image=" + web.path("id").asText())
                    .json()
                    .path("data_list")
                    .get(0);
            assertEquals("RUN chpasswd", finding.path("layer_line").asText());
            assertEquals("sha256:layer", finding.path("layer").asText());
            String other = "/v1/watchword/" + TestApi.SECOND_PROJECT;
            assertEquals(0, api.get(other + "/images").json().path("total_num").asInt());
            assertEquals(
                    0,
                    api.get(other + "/image-findings?image=" + web.path("id").asText())
                            .json()
                            .path("total_num")
                            .asInt(),
                    "another project's image");
            assertEquals(400, api.get(API + "/image-findings").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesAreCountedAtAGlance(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            JsonNode none = api.get(API + "/images/overview").json();
            assertEquals(0, none.path("images").asInt());
            assertEquals(0, none.path("worst").size());
            take(api, "late", "limit time", finding("root", ""));
            take(api, "still", "", new ImageReport.Finding[0]);
            api.clock().move(Duration.ofDays(60));
            take(api, "web", "", finding("root", ""), finding("ann", ""));
            JsonNode json = api.get(API + "/images/overview").json();
            assertEquals(3, json.path("images").asInt());
            assertEquals(2, json.path("stale_images").asInt());
            assertEquals(1, json.path("incomplete_images").asInt());
            assertEquals(2, json.path("weak_images").asInt());
            assertEquals(3, json.path("findings").asInt());
            assertEquals(3, json.at("/by_severity/high").asInt(), json::toString);
            assertEquals(0, json.at("/by_severity/low").asInt(-1), json::toString);
            assertEquals(2, json.at("/worst/0/high").asInt(), json::toString);
            assertEquals("web", json.at("/worst/0/image_name").asText());
            assertEquals("late", json.at("/worst/1/image_name").asText());
            assertEquals(2, json.path("worst").size());
            assertEquals(2, total(api, "/images?stale=true"));
            assertEquals(1, total(api, "/images?stale=false"));
            JsonNode other = api.get("/v1/watchword/" + TestApi.SECOND_PROJECT + "/images/overview")
                    .json();
            assertEquals(0, other.path("images").asInt());
            assertEquals(0, other.path("findings").asInt());
            assertEquals(0, other.path("worst").size());
        }
    }

    @Test
    void theOverviewLeadsToImages() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String empty = browser.get(PROJECT + "/overview").text();
            assertTrue(empty.contains("No container image was read in this project yet."), empty);
            take(api, HOSTILE, "limit time", finding("root", ""));
            String page = browser.get(PROJECT + "/overview").text();
            assertTrue(page.contains(PROJECT + "/images?incomplete=true"), page);
            assertTrue(page.contains("team/&lt;img src=x"), page);
            assertFalse(page.contains("\u202e"), "direction is written out");
        }
    }

    @Test
    void namesThatAreMarkupStayInert() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            take(api, HOSTILE, HOSTILE, finding(HOSTILE, HOSTILE));
            String list = browser.get(PROJECT + "/images").text();
            assertTrue(list.contains("&lt;img src=x"), list);
            assertFalse(list.contains("<img src=x"), list);
            assertFalse(
                    list.replaceAll("value=\"[^\"]*\"", "").contains("\u202e"),
                    "direction is written out but in what is sent back");
            String id = api.get(API + "/images")
                    .json()
                    .path("data_list")
                    .get(0)
                    .path("id")
                    .asText();
            String page = browser.get(PROJECT + "/images/read/" + id).text();
            assertTrue(page.contains("&lt;img src=x"), page);
            assertFalse(page.contains("<img src=x"), page);
            assertTrue(page.contains("sha256:layer"));
        }
    }

    @Test
    void aRegistryIsAddedTestedScheduledAndDeleted() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String list = PROJECT + "/registries";
            assertTrue(browser.get(list).text().contains("There is no registry yet."));
            Response refused = browser.submit(
                    list, Map.of("name", "ours", "host", "http://x/", "user_name", "reader", "password", "Secret-77"));
            assertEquals(400, refused.status());
            assertTrue(refused.text().contains("value=\"reader\""), "the form stays filled");
            assertFalse(refused.text().contains("Secret-77"), "but not with the password");
            Map<String, String> fields = new HashMap<>(
                    Map.of("name", HOSTILE, "host", "r.example:5000", "user_name", "reader", "password", "Secret-77"));
            fields.put("allowed_hosts", "a.example\r\n\r\nb.example");
            fields.put("private_addresses", "yes");
            Response added = browser.submit(list, fields);
            assertEquals(303, added.status(), added::text);
            JsonNode registry =
                    api.get(API + "/registries").json().path("data_list").get(0);
            assertTrue(registry.path("has_login").asBoolean());
            assertTrue(registry.path("private_addresses").asBoolean());
            assertEquals(2, registry.path("allowed_hosts").size());
            String page = browser.get(list).text();
            assertFalse(page.contains("<img src=x"), page);
            assertFalse(page.contains("Secret-77"), page);
            String one = list + "/" + registry.path("id").asText();
            assertFalse(browser.get(one).text().contains("Secret-77"));

            String test = location(browser.submit(one + "/test", Map.of()));
            assertTrue(browser.get(test).text().contains("List of the registry"), "the list is asked for");
            String scan = location(browser.submit(one + "/scan", Map.of("images", "team/web:1\r\nteam/db:*")));
            String progress = browser.get(scan).text();
            assertTrue(progress.contains("team/web:1"), progress);
            assertTrue(progress.contains("every 3s"), "it follows by itself");
            String scanPath = scan.replaceAll("\\?.*", "");
            assertEquals(303, browser.submit(scanPath + "/cancel", Map.of()).status());
            assertFalse(browser.get(scan).text().contains("every 3s"), "nothing is to come");
            assertEquals(
                    400, browser.submit(one + "/scan", Map.of("images", "")).status());

            assertEquals(
                    400,
                    browser.submit(one + "/schedules", Map.of("images", "**:*", "time", "25:00"))
                            .status());
            Map<String, String> schedule = Map.of("images", "**:*", "time", "03:30", "days", "monday");
            assertEquals(303, browser.submit(one + "/schedules", schedule).status());
            assertTrue(browser.get(one).text().contains("03:30"));
            String id = api.get(API + "/images/schedules")
                    .json()
                    .path("data_list")
                    .get(0)
                    .path("id")
                    .asText();
            JsonNode before = api.get(API + "/images/schedules").json().at("/data_list/0");
            assertTrue(browser.get(one).text().contains("Switch off"));
            assertEquals(
                    303,
                    browser.submit(one + "/schedules/" + id + "/switch", Map.of("enabled", "false"))
                            .status());
            JsonNode off = api.get(API + "/images/schedules").json().at("/data_list/0");
            assertFalse(off.path("enabled").asBoolean());
            for (String kept : List.of("images", "days", "hour", "minute", "registry_id")) {
                assertEquals(before.path(kept), off.path(kept), kept);
            }
            String switchedOff = browser.get(one).text();
            assertTrue(switchedOff.contains("Switched off") && switchedOff.contains("starts no scan"), switchedOff);
            assertEquals(
                    303,
                    browser.submit(one + "/schedules/" + id + "/switch", Map.of("enabled", "true"))
                            .status());
            assertTrue(api.get(API + "/images/schedules")
                    .json()
                    .at("/data_list/0/enabled")
                    .asBoolean());
            assertEquals(
                    404,
                    browser.submit(one + "/schedules/none/switch", Map.of("enabled", "true"))
                            .status());
            assertEquals(
                    303,
                    browser.submit(one + "/schedules/" + id + "/delete", Map.of())
                            .status());
            assertEquals(0, total(api, "/images/schedules"));

            assertEquals(400, browser.submit(one + "/delete", Map.of()).status(), "not by accident");
            assertEquals(
                    303, browser.submit(one + "/delete", Map.of("sure", "yes")).status());
            assertEquals(0, total(api, "/registries"));
        }
    }

    @Test
    void imagesThatAreChosenAreScannedAgain() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            api.post(API + "/registries", "{\"name\":\"r\",\"host\":\"r.example\"}");
            String id = api.get(API + "/registries")
                    .json()
                    .path("data_list")
                    .get(0)
                    .path("id")
                    .asText();
            browser.get(PROJECT + "/images");
            assertEquals(400, browser.submit(PROJECT + "/images/scan", Map.of()).status());
            Response started = browser.submit(PROJECT + "/images/scan", Map.of("image", id + " team/web:1"));
            assertEquals(303, started.status(), started::text);
            JsonNode scan =
                    api.get(API + "/images/scans").json().path("data_list").get(0);
            assertEquals(
                    List.of("team/web:1").toString().replace("team", "\"team").replace("1]", "1\"]"),
                    scan.path("images").toString());
            String page = browser.get(PROJECT + "/images").text();
            assertTrue(page.contains("every 3s"), "progress is live");
            assertEquals(
                    404,
                    browser.submit(PROJECT + "/images/scan", Map.of("image", "other team/web:1"))
                            .status());
            Response some = browser.submitAll(
                    PROJECT + "/images/scan", Map.of(), "image", List.of(id + " team/web:2", "other team/web:1"));
            assertEquals(404, some.status());
            assertTrue(some.text().contains("Scans of 1 of 2 registries are asked for"), some::text);
            assertEquals(2, total(api, "/images/scans"));
        }
    }

    private static String location(Response response) {
        assertEquals(303, response.status(), response::text);
        return response.answer().headers().getOrDefault("Location", "");
    }

    private static int total(TestApi api, String path) {
        return api.get(API + path).json().path("total_num").asInt();
    }

    private static void take(TestApi api, String name, String incomplete, ImageReport.Finding... findings) {
        ImageReport report = new ImageReport(
                "scan-" + name.hashCode(),
                api.parts().now(),
                new ImageReport.Image("registry", "Other", "", "team", name, "1", "sha256:1", "0"),
                incomplete,
                List.of(findings),
                List.of());
        ImageOrigin origin = new ImageOrigin(TestApi.PROJECT, "here", "here.example", "scanner");
        api.parts()
                .database()
                .change(handle ->
                        ImageIntake.record(handle, origin, report, api.parts().now()));
    }

    private static ImageReport.Finding finding(String user, String line) {
        return new ImageReport.Finding(
                new ScanReport.Finding(
                        "system",
                        user,
                        "/etc/shadow",
                        "usable",
                        "common",
                        "high",
                        "1****6",
                        "Change it.",
                        0,
                        6,
                        1,
                        1,
                        ""),
                "sha256:layer",
                line,
                "");
    }
}
