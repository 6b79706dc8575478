package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.protocol.SealedReset;
import dev.watchword.server.TestApi;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResetApiTest {

    /** The vendor's page, "Resetting the Password for Logging In to an ECS with a Few Clicks", word for word. */
    private static final String EXAMPLE = "{ \"reset-password\": { \"new_password\": \"$ADMIN_PASS\", } }";

    private static final String MISSING = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final TestAgents agents = new TestAgents();

    @ParameterizedTest
    @EnumSource
    void takesTheDocumentedExample(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            TestApi.Response response = api.put(target(host), EXAMPLE);
            assertEquals(204, response.status(), response.toString());
            assertEquals("", response.text());
            assertEquals("", response.answer().contentType());
            assertEquals("$ADMIN_PASS", opened(api, host, onlyCommand(api, host)));
            JsonNode reset = onlyReset(api, host);
            assertEquals("accepted", reset.path("state").asText());
            assertEquals("", reset.path("reason").asText());
            assertEquals("root", reset.path("account").asText());
            assertEquals("server", reset.path("sealed_by").asText());
            assertEquals(TestApi.ROOT_USER, reset.path("requested_by").asText());
            assertEquals("root", reset.path("requested_by_name").asText());
            long now = api.clock().millis();
            assertEquals(now, reset.path("accepted_at").asLong());
            assertEquals(
                    now + Duration.ofDays(30).toMillis(),
                    reset.path("expires_at").asLong());
            assertFalse(reset.has("delivered_at"));
            assertFalse(reset.has("failed_at"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wipesThePassword(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            api.put(target(host), EXAMPLE);
            String agentless = TestHosts.linux(api, "web-2").added(api);
            api.put(target(agentless), EXAMPLE);
            assertFalse(agents.seen.isEmpty());
            for (byte[] each : agents.seen) {
                assertArrayEquals(new byte[each.length], each);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAHostHasNoAgentAndKeepsNothing(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = TestHosts.linux(api, "web-1").added(api);
            assertEquals(204, api.put(target(host), EXAMPLE).status());
            JsonNode reset = onlyReset(api, host);
            assertEquals("failed", reset.path("state").asText());
            assertEquals("no_agent", reset.path("reason").asText());
            assertEquals(api.clock().millis(), reset.path("failed_at").asLong());
            assertTrue(open(api, host).isEmpty());
        }
    }

    private static Stream<String> bodies() {
        String longest = "a".repeat(512);
        String longestOfTwoBytes = "\u00e4".repeat(256);
        return Stream.of(
                // every length, in bytes
                reset(json("")) + "|400|Ecs.0005",
                reset(json("a")) + "|204|",
                reset(json("ab")) + "|204|",
                reset(json(longest.substring(1))) + "|204|",
                reset(json(longest)) + "|204|",
                reset(json(longest + "a")) + "|400|Ecs.0005",
                reset(json(longestOfTwoBytes)) + "|204|",
                reset(json(longestOfTwoBytes + "a")) + "|400|Ecs.0005",
                reset(json("\u00e4".repeat(257))) + "|400|Ecs.0005",
                // what could become a second line, or ends a text in C
                reset("\"x\\nbackup:pwned\"") + "|400|Ecs.0005",
                reset("\"x\\r\"") + "|400|Ecs.0005",
                reset("\"\\u0000\"") + "|400|Ecs.0005",
                reset("\"\\uD83D\"") + "|400|Ecs.0005",
                reset("\"\\u0007\\u2028\"") + "|204|",
                reset("\"P\\u00E4ssw0rd!\\u4E2D\"") + "|204|",
                // types
                reset("null") + "|400|Ecs.0005",
                reset("1") + "|400|Ecs.0005",
                reset("true") + "|400|Ecs.0005",
                reset("[\"a\"]") + "|400|Ecs.0005",
                reset("{}") + "|400|Ecs.0005",
                checked("\"a\"", "null") + "|400|Ecs.0005",
                checked("\"a\"", "\"true\"") + "|400|Ecs.0005",
                checked("\"a\"", "1") + "|400|Ecs.0005",
                checked("\"a\"", "false") + "|204|",
                checked("\"a\"", "true") + "|400|Ecs.0011",
                checked("\"Passw0rd!\"", "true") + "|204|",
                // objects
                "|400|Common.0002",
                " |400|Ecs.0005",
                "{|400|Ecs.0005",
                "[]|400|Ecs.0005",
                "1|400|Ecs.0005",
                "{}|400|Ecs.0005",
                "{\"reset-password\":null}|400|Ecs.0005",
                "{\"reset-password\":\"a\"}|400|Ecs.0005",
                "{\"reset-password\":[]}|400|Ecs.0005",
                "{\"reset-password\":{}}|400|Ecs.0005",
                "{\"reset_password\":{\"new_password\":\"a\"}}|400|Ecs.0005",
                "{\"reset-password\":{\"new_password\":\"a\",\"new_password\":\"a\"}}|400|Ecs.0005",
                "{\"reset-password\":{\"new_password\":\"a\"},\"reset-password\":{}}|400|Ecs.0005",
                "{\"reset-password\":{\"new_password\":\"a\"}}x|400|Ecs.0005",
                "{\"reset-password\":{\"new_password\":\"a\",\"other\":1},\"more\":[]}|204|");
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryBodyAsDocumented(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            bodies().forEach(line -> {
                String[] columns = line.split("\\|", -1);
                TestApi.Response response = api.put(target(host), columns[0]);
                assertEquals(Integer.parseInt(columns[1]), response.status(), line);
                if (response.status() != 204) {
                    assertEquals(columns[2], response.errorCode(), line);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesEachBrokenRuleAndQuotesNothing(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            JsonNode error = api.put(target(host), checked("\"rootzebra$\"", "true"))
                    .json()
                    .path("error");
            assertEquals("Ecs.0011", error.path("code").asText());
            assertEquals(
                    "Ensure the password meets the password complexity requirements.",
                    error.path("message").asText());
            assertEquals(
                    List.of("characters", "classes", "user_name"),
                    error.path("details").findValuesAsText("code"));
            assertEquals(3, error.path("details").findValuesAsText("message").size());
            assertFalse(error.toString().contains("zebra"), error.toString());
            assertTrue(resets(api, host).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsNoDifferenceBetweenAbsentForeignAndRetired(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String retired = enrolled(api, "old");
            TestHosts.retire(api, retired);
            String ofSecond =
                    TestHosts.linux(api, "second").in(TestApi.SECOND_PROJECT).added(api);
            String foreign =
                    TestHosts.linux(api, "foreign").in(TestApi.FOREIGN_PROJECT).added(api);
            Set<String> answers = Stream.of(MISSING, retired, ofSecond, foreign, "x".repeat(300), "not%20a%20uuid")
                    .map(id -> api.put(target(id), EXAMPLE).toString())
                    .collect(Collectors.toSet());
            assertEquals(
                    Set.of("404 {\"error\":{\"code\":\"Ecs.0114\",\"message\":\"The ECS does not exist.\"}}"), answers);
            assertEquals(
                    "Ecs.0023",
                    api.put(
                                    "/v1/" + TestApi.FOREIGN_PROJECT + "/cloudservers/" + foreign
                                            + "/os-reset-password",
                                    EXAMPLE)
                            .errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWindows(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = TestHosts.linux(api, "win").windows().added(api);
            agents.enrol(host);
            TestApi.Response response = api.put(target(host), EXAMPLE);
            assertEquals(400, response.status());
            assertEquals("Ecs.0100", response.errorCode());
            assertTrue(resets(api, host).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksPermissionThenBodyThenObjectThenRule(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            assertEquals("Ecs.0005", api.put(target(MISSING), "{}").errorCode());
            assertEquals("Ecs.0005", api.put(target(MISSING), reset("\"\\n\"")).errorCode());
            assertEquals(
                    "Ecs.0114",
                    api.put(target(MISSING), checked("\"a\"", "true")).errorCode());
            assertEquals(
                    "Ecs.0011", api.put(target(host), checked("\"a\"", "true")).errorCode());
            api.deny("ecs:cloudServers:resetServerPwd");
            TestApi.Response denied = api.put(target(MISSING), "");
            assertEquals(403, denied.status());
            assertEquals("Ecs.0003", denied.errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealsEachResetForOneHostWithARisingCounter(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String first = enrolled(api, "web-1");
            String second = enrolled(api, "web-2");
            Map<String, Long> counters = new HashMap<>();
            for (String host : List.of(first, second, first, first, second)) {
                api.put(target(host), reset("\"secret-" + host + "\""));
                Command command = onlyCommand(api, host);
                SealedReset sealed = sealed(command);
                assertEquals(host, sealed.terms().hostId());
                assertEquals("root", sealed.terms().account());
                assertEquals(command.id(), sealed.terms().commandId());
                assertEquals(counters.merge(host, 1L, Long::sum), sealed.terms().counter());
                assertEquals(command.expiresAt(), sealed.terms().expires());
                assertEquals("secret-" + host, opened(api, host, command));
                String other = host.equals(first) ? second : first;
                assertInstanceOf(
                        ResetOpening.Refused.class,
                        opener(other).open(sealed, 0, api.clock().millis()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealsForAClockThatIsAQuarterOfAnHourBehind(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = enrolled(api, "web-1");
            api.put(target(host), EXAMPLE);
            SealedReset sealed = sealed(onlyCommand(api, host));
            long behind = api.clock().millis() - Duration.ofMinutes(15).toMillis();
            assertInstanceOf(ResetOpening.Opened.class, opener(host).open(sealed, 0, behind));
            assertInstanceOf(ResetOpening.Refused.class, opener(host).open(sealed, 0, behind - 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysTruthfullyWhetherAPasswordCanBeReset(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String live = enrolled(api, "live");
            String silent = TestHosts.linux(api, "silent")
                    .seen(api.clock().instant().minus(Duration.ofMinutes(5)).minusMillis(1))
                    .added(api);
            agents.enrol(silent);
            String windows = TestHosts.linux(api, "win").windows().added(api);
            agents.enrol(windows);
            String unenrolled = TestHosts.linux(api, "unenrolled").added(api);
            assertEquals("{\"resetpwd_flag\":\"True\"}", api.get(flag(live)).text());
            assertEquals("{\"resetpwd_flag\":\"False\"}", api.get(flag(silent)).text());
            assertEquals("{\"resetpwd_flag\":\"False\"}", api.get(flag(windows)).text());
            assertEquals(
                    "{\"resetpwd_flag\":\"False\"}", api.get(flag(unenrolled)).text());
            assertEquals("Ecs.0114", api.get(flag(MISSING)).errorCode());
            agents.leave(live);
            assertEquals("{\"resetpwd_flag\":\"False\"}", api.get(flag(live)).text());
        }
    }

    private String enrolled(TestApi api, String name) {
        String host = TestHosts.linux(api, name).added(api);
        agents.enrol(host);
        return host;
    }

    private static String target(String host) {
        return "/v1/" + TestApi.PROJECT + "/cloudservers/" + host + "/os-reset-password";
    }

    private static String flag(String host) {
        return "/v1/" + TestApi.PROJECT + "/cloudservers/" + host + "/os-resetpwd-flag";
    }

    private static String json(String text) {
        return "\"" + text + "\"";
    }

    private static String reset(String password) {
        return "{\"reset-password\":{\"new_password\":" + password + "}}";
    }

    private static String checked(String password, String check) {
        return "{\"reset-password\":{\"new_password\":" + password + ",\"is_check_password\":" + check + "}}";
    }

    private static JsonNode resets(TestApi api, String host) {
        return api.get("/v1/watchword/" + TestApi.PROJECT + "/resets?host_id=" + host)
                .json()
                .path("data_list");
    }

    private static JsonNode onlyReset(TestApi api, String host) {
        JsonNode resets = resets(api, host);
        assertEquals(1, resets.size());
        return resets.get(0);
    }

    private static List<Command> open(TestApi api, String host) {
        return api.parts()
                .database()
                .read(handle -> new Commands().open(handle, host, api.clock().millis()));
    }

    private static Command onlyCommand(TestApi api, String host) {
        List<Command> open = open(api, host);
        assertEquals(1, open.size());
        assertEquals("reset", open.getFirst().kind());
        return open.getFirst();
    }

    private static SealedReset sealed(Command command) {
        try {
            return SealedReset.parse(new ObjectMapper()
                            .readTree(command.payload())
                            .path("envelope")
                            .asText())
                    .orElseThrow();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ResetOpener opener(String host) {
        return new ResetOpener(
                host,
                List.of(agents.keys(host).opening()),
                Set.of(agents.commandKey().publicKey()));
    }

    private String opened(TestApi api, String host, Command command) {
        ResetOpening opening = opener(host).open(sealed(command), 0, api.clock().millis());
        return new String(assertInstanceOf(ResetOpening.Opened.class, opening).password(), StandardCharsets.UTF_8);
    }
}
