package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's four example requests, unchanged, by token and by signature, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Seeds {

    enum Way {
        TOKEN,
        SIGNATURE
    }

    @AutoClose
    private final ServedWatchword served;

    private final Api signed;
    private final Api byToken;

    Seeds(Dialect dialect) {
        this.served = ServedWatchword.on(dialect);
        this.signed = served.root();
        this.byToken = served.rootByToken();
    }

    @ParameterizedTest
    @EnumSource
    void changesTheCustomWordsOfImages(Way way) {
        Api api = by(way);
        String target = served.hss("/image/baseline/extended-weak-password");
        api.post(target, "{\"extended_weak_password\":[]}").expect(200);

        Reply changed = api.post(target, SeedRequests.WORDS).expect(200);

        assertEquals("", changed.text());
        assertEquals(
                Reply.parsed("{\"extended_weak_password\":[\"example\"]}"),
                api.get(target).expect(200).json());
    }

    @ParameterizedTest
    @EnumSource
    void queriesTheWeakPasswords(Way way) {
        // The pair of the example: two hosts of the enterprise project "xxx", one account each.
        String project = "xxx";
        long scanned = System.currentTimeMillis();
        PlainAgent first = PlainAgent.enrolled(served, project, "ubuntu1");
        first.reportWeak(WeakAccount.common("localhost1", "$a****1**", CLASSES), scanned);
        PlainAgent second = PlainAgent.enrolled(served, project, "ubuntu2");
        second.reportWeak(WeakAccount.common("localhost2", "*******", LENGTH), scanned);

        JsonNode answer = by(way).get(served.hss("/baseline/weak-password-users?enterprise_project_id=" + project))
                .expect(200)
                .json();

        JsonNode example = Reply.parsed(SeedRequests.WEAK_ANSWER);
        assertEquals(shape(example), shape(answer));
        assertEquals(example.path("total_num"), answer.path("total_num"));
        List<String> asInTheExample =
                List.of("user_name", "service_type", "duration", "desensitized_weak_passwords", "suggestion");
        for (int i = 0; i < 2; i++) {
            JsonNode host = answer.path("data_list").path(i);
            JsonNode exampleHost = example.path("data_list").path(i);
            assertEquals(exampleHost.path("host_name"), host.path("host_name"));
            assertEquals(
                    (i == 0 ? first : second).hostId(), host.path("host_id").textValue());
            assertEquals(host.path("private_ip"), host.path("host_ip"));
            assertEquals(scanned, host.path("update_time").longValue());
            for (String name : asInTheExample) {
                assertEquals(
                        exampleHost.at("/weak_pwd_accounts/0/" + name), host.at("/weak_pwd_accounts/0/" + name), name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetsAPasswordInSpiteOfTheComma(Way way) {
        PlainAgent agent = PlainAgent.enrolled(served, "0", "reset-" + way);

        Reply reset = by(way).put(
                        served.ecs("/cloudservers/" + agent.hostId() + "/os-reset-password"), SeedRequests.RESET)
                .expect(204);

        assertEquals("", reset.text());
        assertEquals(Optional.of("$ADMIN_PASS"), agent.nextPassword());
    }

    @ParameterizedTest
    @EnumSource
    void changesThePasswordPolicy(Way way) {
        Api api = by(way);
        api.put("/v5/password-policy", "{\"minimum_password_length\":12,\"password_validity_period\":0}")
                .expect(200);

        Reply changed = api.put("/v5/password-policy", SeedRequests.POLICY).expect(200);

        JsonNode expected = Reply.parsed(SeedRequests.POLICY_ANSWER);
        assertEquals(expected, changed.json());
        assertEquals(expected, api.get("/v5/password-policy").expect(200).json());
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerNamesItself(Way way) {
        Reply answer = by(way).get("/v5/password-policy").expect(200);

        String id = answer.header("X-Request-Id").orElseThrow();
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertTrue(answer.header("Content-Type").orElse("").startsWith("application/json"));
    }

    private Api by(Way way) {
        return way == Way.TOKEN ? byToken : signed;
    }

    private static final String CLASSES = "The Password should contain the following character types: uppercase"
            + " letters, lowercase letters, digits, and special characters.";
    private static final String LENGTH = "The minimum number of characters in a password should not be smaller than 8";

    /** Every path of members with the type of what it holds; items of an array count as one. */
    private static Set<String> shape(JsonNode node) {
        Set<String> paths = new TreeSet<>();
        walk(node, "", paths);
        return paths;
    }

    private static void walk(JsonNode node, String path, Set<String> paths) {
        paths.add(path + " " + node.getNodeType() + (node.isNumber() ? node.isIntegralNumber() : ""));
        Stream<String> names = node.propertyStream().map(java.util.Map.Entry::getKey);
        names.forEach(name -> walk(node.path(name), path + "/" + name, paths));
        node.valueStream().filter(item -> node.isArray()).forEach(item -> walk(item, path + "[]", paths));
    }
}
