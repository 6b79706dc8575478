package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    /** One host's name may be a part of another's. */
    @Test
    void aListOfOneHostHasNoOthersFindings() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent ten = TestFleet.enrolled(api, "web-10");
            List<String> many =
                    IntStream.range(100, 220).mapToObj(i -> "user" + i).toList();
            assertEquals(204, one.report(weak(api, many)).status());
            assertEquals(204, ten.report(weak(api, List.of("user999"))).status());
            TestBrowser browser = TestBrowser.signedIn(api);
            String ofOne = PROJECT + "/weak-passwords?host_id=" + one.hostId();
            assertTrue(browser.get(PROJECT + "/hosts/" + one.hostId()).text().contains(ofOne));
            String page = browser.get(ofOne).text();
            assertTrue(page.contains("Only the host <bdi>web-1</bdi>"), page);
            assertTrue(page.contains("name=\"host_id\" value=\"" + one.hostId()), "other filters keep it");
            String next = link(page, "next").orElseThrow();
            assertTrue(next.contains("host_id=" + one.hostId()), next);
            String own = PROJECT + "/weak-passwords?host_id=" + ten.hostId();
            assertEquals(List.of("user999"), names(browser.get(own).text()));

            String list = PROJECT + "/weak-passwords?host_id=";
            String markup = browser.get(list + "%22%3E%3Cimg%20src=x%3E").text();
            assertTrue(markup.contains("&lt;img") && !markup.contains("<img src=x"), markup);
            assertEquals(400, browser.get(list + "h".repeat(300)).status());
            assertEquals(200, browser.get(list + "%E2%80%AE").status());
            assertEquals(400, browser.get(list + "%00").status());
        }
    }

    /** What is mended while somebody reads moves what follows in the list: none of that comes out of reach. */
    @ParameterizedTest
    @EnumSource
    void pagesLeadToEachFindingThoughOthersWereMendedMeanwhile(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            List<String> all =
                    IntStream.range(100, 220).mapToObj(i -> "user" + i).toList();
            assertEquals(204, agent.report(weak(api, all)).status());
            TestBrowser browser = TestBrowser.signedIn(api);
            String first = browser.get(PROJECT + "/weak-passwords").text();
            List<String> seen = new ArrayList<>(names(first));
            assertEquals(50, seen.size());
            List<String> left = new ArrayList<>(all);
            left.removeAll(seen.subList(0, 40));
            api.clock().move(Duration.ofMinutes(1));
            assertEquals(204, agent.report(weak(api, left)).status());

            String second = browser.get(link(first, "next").orElseThrow()).text();
            seen.addAll(names(second));
            String third = browser.get(link(second, "next").orElseThrow()).text();
            seen.addAll(names(third));
            assertEquals(Set.copyOf(all), Set.copyOf(seen));
            assertEquals(120, seen.size(), "none twice");
            assertEquals(Optional.empty(), link(third, "next"), "there is no more");

            String back = browser.get(link(third, "prev").orElseThrow()).text();
            assertEquals(names(second), names(back));
            assertEquals(
                    names(third),
                    names(browser.get(link(back, "next").orElseThrow()).text()));
            // only ten are left before it: that is where the list begins
            String start = link(second, "prev").orElseThrow();
            assertEquals(PROJECT + "/weak-passwords", start);
            String before = link(third, "prev").orElseThrow();
            api.clock().move(Duration.ofMinutes(1));
            left.removeAll(names(second).subList(0, 20));
            assertEquals(204, agent.report(weak(api, left)).status());
            Response beginning = browser.get(before);
            assertEquals(303, beginning.status());
            assertEquals(start, beginning.answer().headers().getOrDefault("Location", ""));
        }
    }

    private static List<String> names(String page) {
        return Pattern.compile("<bdi>(user[0-9]+)</bdi>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Optional<String> link(String page, String rel) {
        return Pattern.compile("<a href=\"([^\"]+)\" rel=\"" + rel + "\">")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst();
    }

    private static ScanReport weak(TestApi api, List<String> users) {
        long now = api.clock().millis();
        return new ScanReport(
                Ids.uuid(),
                now - 1_000,
                now,
                TestFleet.report(api).stores(),
                users.stream()
                        .map(user ->
                                new ScanReport.Account("system", user, "/etc/shadow", "usable", "yescrypt", 10, 10, ""))
                        .toList(),
                users.stream()
                        .map(user -> new ScanReport.Finding(
                                "system",
                                user,
                                "/etc/shadow",
                                "usable",
                                "common",
                                "high",
                                "***",
                                "Change it",
                                0,
                                7,
                                1,
                                1,
                                ""))
                        .toList(),
                List.of());
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
