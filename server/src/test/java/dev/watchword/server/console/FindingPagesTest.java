package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings in the console: how far they were tested, and which columns a file has; and what is no page at all. */
class FindingPagesTest {

    private static final String PROJECT = "/console/projects/" + TestApi.PROJECT;

    @ParameterizedTest
    @EnumSource
    void aFindingSaysHowFarItsAccountWasTestedAndWhyNotFurther(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            assertEquals(204, agent.report(report(api)).status());
            TestBrowser browser = TestBrowser.signedIn(api);
            JsonNode finding = api.get("/v1/watchword/" + TestApi.PROJECT + "/findings")
                    .json()
                    .path("data_list")
                    .path(0);
            String page = browser.get(PROJECT + "/hosts/" + agent.hostId() + "/findings/"
                            + finding.path("finding_id").asText())
                    .text();
            assertTrue(page.contains("120 of 4500 planned candidates"), page);
            assertTrue(page.contains("the budget was spent"), page);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileHasTheColumnsThatWereChosen(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            assertEquals(204, agent.report(report(api)).status());
            TestBrowser browser = TestBrowser.signedIn(api);
            String list = PROJECT + "/weak-passwords";
            String chosen = "column=account&column=host&column=age&column=unknown";
            String page = browser.get(list + "?" + chosen).text();
            String export = list + "/export?column=account&amp;column=age&amp;column=host";
            assertTrue(page.contains(export), page);
            List<String> lines =
                    browser.get(list + "/export?" + chosen).text().lines().toList();
            assertEquals("host_name,user_name,first_seen_at", lines.getFirst());
            assertTrue(lines.get(1).startsWith("web-1,root,"), lines.toString());
            assertTrue(browser.get(list + "/export").text().contains("acceptance_owner"), "all of them");
            String exported = "/v1/watchword/" + TestApi.PROJECT + "/findings/export?columns=";
            assertEquals(400, api.get(exported + "user_name,nothing").status());
        }
    }

    @Test
    void whatIsNoPageIsToldOnAPageAndWhatIsNoCallInJson() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE);
                HttpServer server = api.listening();
                HttpClient client = HttpClient.newHttpClient()) {
            URI here = URI.create("http://127.0.0.1:" + server.port());
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(here.resolve("/console/nothing/here"))
                            .header("Accept-Language", "zh-CN")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(404, page.statusCode());
            assertTrue(page.body().startsWith("<!doctype html>\n<html lang=\"zh-Hans\""), page.body());
            for (String other : List.of("/consoles", "/v5/nothing")) {
                HttpResponse<String> call = client.send(
                        HttpRequest.newBuilder(here.resolve(other)).build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(404, call.statusCode());
                assertTrue(call.body().contains("APIGW.0101"), call.body());
            }
        }
    }

    private static ScanReport report(TestApi api) {
        long now = api.clock().millis();
        ScanReport usual = TestFleet.report(api);
        return new ScanReport(
                Ids.uuid(),
                now - 1_000,
                now,
                usual.stores(),
                List.of(new ScanReport.Account(
                        "system", "root", "/etc/shadow", "usable", "yescrypt", 120, 4_500, "the budget was spent")),
                usual.findings(),
                List.of());
    }
}
