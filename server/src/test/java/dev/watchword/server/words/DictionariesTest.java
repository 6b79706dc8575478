package dev.watchword.server.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.TestHosts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DictionariesTest {

    private static final String OWN = "/v1/watchword/" + TestApi.PROJECT;
    private static final String DEFAULT = OWN + "/dictionaries/" + HostGroups.defaultId(TestApi.PROJECT);

    @ParameterizedTest
    @EnumSource
    void keepsEveryVersionAndGoesBack(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.as(TestApi.caller("c1", "anna", false));
            assertEquals(0, api.get(DEFAULT).json().path("version").asInt());

            Response first = put(api, "{\"words\":[\"acme\",\"rocket\",\"acme\"]}");
            assertEquals(1, first.json().path("version").asInt());
            assertEquals(2, first.json().path("word_num").asInt());
            api.as(TestApi.caller("c2", "ben", false));
            put(api, "{\"words\":[\"rocket\",\"anvil\",\"tnt\"]}");

            JsonNode versions = api.get(DEFAULT + "/versions").json();
            assertEquals(2, versions.path("total_num").asInt());
            JsonNode newest = versions.path("data_list").get(0);
            assertEquals("ben", newest.path("changed_by_name").asText());
            assertEquals("c2", newest.path("changed_by").asText());
            assertEquals(api.parts().now(), newest.path("changed_at").asLong());
            assertEquals(2, newest.path("added_num").asInt());
            assertEquals(1, newest.path("removed_num").asInt());
            assertFalse(newest.has("words"));

            JsonNode second = api.get(DEFAULT + "/versions/2").json();
            assertEquals("[\"anvil\",\"tnt\"]", second.path("added_words").toString());
            assertEquals("[\"acme\"]", second.path("removed_words").toString());
            assertEquals("[\"rocket\",\"anvil\",\"tnt\"]", second.path("words").toString());
            assertEquals(
                    "[\"acme\",\"rocket\"]",
                    api.get(DEFAULT + "/versions/1").json().path("words").toString());

            Response back = api.post(DEFAULT + "/roll-back", "{\"version\":1}");
            assertEquals(3, back.json().path("version").asInt(), back::toString);
            JsonNode restored = api.get(DEFAULT + "/versions/3").json();
            assertEquals(1, restored.path("restored_from").asInt());
            assertEquals(List.of("rocket", "acme"), texts(restored.path("words")));
            assertEquals(
                    2,
                    api.get(DEFAULT + "/versions")
                            .json()
                            .path("data_list")
                            .get(2)
                            .path("added_num")
                            .asInt());

            assertEquals(
                    4,
                    api.post(DEFAULT + "/roll-back", "{\"version\":0}")
                            .json()
                            .path("version")
                            .asInt());
            assertEquals("[]", api.get(DEFAULT).json().path("words").toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesNoVersionOfTheSameWordsAndRefusesAnOutdatedChange(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            put(api, "{\"words\":[\"a\",\"b\"]}");
            assertEquals(
                    1,
                    put(api, "{\"words\":[\"b\",\"a\"]}").json().path("version").asInt());
            assertEquals(1, put(api, "{}").json().path("version").asInt());
            Response outdated = api.put(DEFAULT, "{\"words\":[\"c\"],\"expected_version\":0}");
            assertEquals(409, outdated.status());
            assertEquals("WW.0009", outdated.errorCode());
            assertEquals(
                    409,
                    api.post(DEFAULT + "/roll-back", "{\"version\":0,\"expected_version\":2}")
                            .status());
            assertEquals(
                    2,
                    put(api, "{\"words\":[\"c\"],\"expected_version\":1}")
                            .json()
                            .path("version")
                            .asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksItsInput(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            put(api, "{\"words\":" + json(Collections.nCopies(300, "x")) + "}");
            for (String bad : List.of(
                    "{\"words\":" + json(Collections.nCopies(301, "x")) + "}",
                    "{\"words\":[\"" + "x".repeat(301) + "\"]}",
                    "{\"words\":[\"\"]}",
                    "{\"words\":null}",
                    "{\"words\":[1]}",
                    "{\"words\":[\"a\\tb\"]}",
                    "{\"enabled\":\"true\"}",
                    "{\"expected_version\":-1}")) {
                refused("WW.0001", 400, api.put(DEFAULT, bad));
            }
            refused("WW.0002", 400, api.put(DEFAULT, "{\"words\":[],\"words\":[]}"));
            refused("WW.0001", 400, api.post(DEFAULT + "/roll-back", "{\"version\":2}"));
            refused("WW.0001", 400, api.post(DEFAULT + "/roll-back", "{\"version\":-1}"));
            refused("WW.0001", 400, api.post(DEFAULT + "/roll-back", "{}"));
            for (String none : List.of("0", "2", "x", "01", "99999999999")) {
                refused("WW.0004", 404, api.get(DEFAULT + "/versions/" + none));
            }
            assertEquals("[\"x\"]", api.get(DEFAULT).json().path("words").toString());
            assertEquals(1, api.get(DEFAULT).json().path("version").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWordsToThoseOnlyWhoMayReadThem(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            put(api, "{\"words\":[\"canary\"]}");
            api.deny("hss:weakPwds:get");
            refused("APIGW.0302", 403, api.get(DEFAULT));
            refused("APIGW.0302", 403, api.get(DEFAULT + "/versions/1"));
            for (Response open : List.of(
                    api.get(OWN + "/dictionaries"),
                    api.get(DEFAULT + "/versions"),
                    put(api, "{\"words\":[\"canary\",\"canary2\"]}"))) {
                assertEquals(200, open.status());
                assertFalse(open.text().contains("canary"), open::toString);
            }
            assertEquals(
                    2,
                    api.get(OWN + "/dictionaries")
                            .json()
                            .path("data_list")
                            .get(0)
                            .path("word_num")
                            .asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnAgentItsWordsAndWhatChanged(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            HostWords words = new HostWords(new Dictionaries(api.parts().atRest()));
            String none = ask(api, handle -> words.version(handle, "h1"));
            assertEquals(List.of(), ask(api, handle -> words.words(handle, "h1")));

            put(api, "{\"words\":[\"a\",\"b\"]}");
            String first = ask(api, handle -> words.version(handle, "h1"));
            assertNotEquals(none, first);
            put(api, "{\"words\":[\"b\",\"c\"]}");
            put(api, "{\"words\":[\"b\",\"a\",\"d\"]}");
            assertEquals(List.of("b", "a", "d"), ask(api, handle -> words.words(handle, "h1")));
            assertEquals(
                    Optional.of(new Difference(List.of("d"), List.of())),
                    ask(api, handle -> words.difference(handle, "h1", first)));
            assertEquals(
                    Optional.of(new Difference(List.of("b", "a", "d"), List.of())),
                    ask(api, handle -> words.difference(handle, "h1", none)));
            for (String strange : List.of("", "x", none + "9", none.replace(":0", ":-1"), none.replace(":0", ":9"))) {
                assertEquals(Optional.empty(), ask(api, handle -> words.difference(handle, "h1", strange)), strange);
            }

            put(api, "{\"enabled\":false}");
            assertEquals(List.of(), ask(api, handle -> words.words(handle, "h1")));
            assertNotEquals(first, ask(api, handle -> words.version(handle, "h1")));
            assertEquals("", ask(api, handle -> words.version(handle, "unknown")));
            assertEquals(List.of(), ask(api, handle -> words.words(handle, "unknown")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesEachGroupItsOwn(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one").add("h2", "two");
            String group = group(api, "web");
            put(api, "{\"words\":[\"all\"]}");
            assertEquals(
                    200,
                    api.put(OWN + "/dictionaries/" + group, "{\"words\":[\"web\"]}")
                            .status());
            assertEquals(
                    200,
                    api.post(OWN + "/host-groups/" + group + "/hosts", "{\"host_ids\":[\"h1\"]}")
                            .status());
            HostWords words = new HostWords(new Dictionaries(api.parts().atRest()));
            assertEquals(List.of("web"), ask(api, handle -> words.words(handle, "h1")));
            assertEquals(List.of("all"), ask(api, handle -> words.words(handle, "h2")));

            String version = ask(api, handle -> words.version(handle, "h1"));
            assertEquals(204, api.delete(OWN + "/host-groups/" + group).status());
            assertEquals(List.of("all"), ask(api, handle -> words.words(handle, "h1")));
            assertEquals(Optional.empty(), ask(api, handle -> words.difference(handle, "h1", version)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksPasswordsUpInTheWholeAccount(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            KnownWords known = new KnownWords(api.parts().atRest());
            assertFalse(contains(api, known, TestApi.DOMAIN, "acme"));
            String other = HostGroups.defaultId(TestApi.SECOND_PROJECT);
            String second = "/v1/watchword/" + TestApi.SECOND_PROJECT + "/dictionaries/" + other;
            assertEquals(200, api.put(second, "{\"words\":[\"acme\",\"b\"]}").status());
            assertTrue(contains(api, known, TestApi.DOMAIN, "acme"));
            assertFalse(contains(api, known, TestApi.DOMAIN, "Acme"));
            assertFalse(contains(api, known, TestApi.FOREIGN_DOMAIN, "acme"));
            api.put(second, "{\"enabled\":false}");
            assertFalse(contains(api, known, TestApi.DOMAIN, "acme"));
            api.put(second, "{\"enabled\":true,\"words\":[\"b\"]}");
            assertFalse(contains(api, known, TestApi.DOMAIN, "acme"));
            assertTrue(contains(api, known, TestApi.DOMAIN, "b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsProjectsApart(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String foreign = HostGroups.defaultId(TestApi.SECOND_PROJECT);
            api.get("/v1/watchword/" + TestApi.SECOND_PROJECT + "/dictionaries");
            for (String id : List.of(foreign, "none")) {
                Response[] answers = {
                    api.get(OWN + "/dictionaries/" + id),
                    api.put(OWN + "/dictionaries/" + id, "{\"words\":[]}"),
                    api.get(OWN + "/dictionaries/" + id + "/versions"),
                    api.post(OWN + "/dictionaries/" + id + "/roll-back", "{\"version\":0}"),
                    api.get(OWN + "/host-groups/" + id),
                    api.delete(OWN + "/host-groups/" + id),
                };
                for (Response answer : answers) {
                    refused("WW.0004", 404, answer);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsHostGroups(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one").add(TestApi.SECOND_PROJECT, "0", "foreign", "x", "a");
            String web = group(api, "Web");
            String shop = group(api, "web shop");
            JsonNode list = api.get(OWN + "/host-groups").json();
            assertEquals(3, list.path("total_num").asInt());
            assertTrue(list.path("data_list").get(0).path("default_group").asBoolean());
            assertEquals(1, list.path("data_list").get(0).path("host_num").asInt());
            assertEquals(web, list.path("data_list").get(1).path("id").asText());
            assertEquals(
                    2,
                    api.get(OWN + "/host-groups?name=WEB")
                            .json()
                            .path("total_num")
                            .asInt());
            assertEquals(
                    0,
                    api.get(OWN + "/host-groups?name=%25")
                            .json()
                            .path("total_num")
                            .asInt());

            refused("WW.0001", 400, api.post(OWN + "/host-groups", "{\"name\":\"Web\"}"));
            refused("WW.0001", 400, api.put(OWN + "/host-groups/" + shop, "{\"name\":\"Web\"}"));
            refused("WW.0001", 400, api.post(OWN + "/host-groups", "{\"name\":\"\"}"));
            refused("WW.0001", 400, api.post(OWN + "/host-groups", "{\"name\":\"" + "n".repeat(257) + "\"}"));
            assertEquals(
                    201,
                    api.post(OWN + "/host-groups", "{\"name\":\"" + "n".repeat(256) + "\"}")
                            .status());
            Response changed = api.put(OWN + "/host-groups/" + shop, "{\"description\":\"d\"}");
            assertEquals("web shop", changed.json().path("name").asText());
            assertEquals("d", changed.json().path("description").asText());

            String hosts = OWN + "/host-groups/" + web + "/hosts";
            refused("WW.0004", 404, api.post(hosts, "{\"host_ids\":[\"h1\",\"foreign\"]}"));
            assertEquals(
                    0,
                    api.get(OWN + "/host-groups/" + web).json().path("host_num").asInt());
            refused("WW.0001", 400, api.post(hosts, "{\"host_ids\":[]}"));
            assertEquals(
                    1,
                    api.post(hosts, "{\"host_ids\":[\"h1\",\"h1\"]}")
                            .json()
                            .path("host_num")
                            .asInt());
            String everybody = OWN + "/host-groups/" + HostGroups.defaultId(TestApi.PROJECT);
            assertEquals(0, api.get(everybody).json().path("host_num").asInt());
            assertEquals(
                    1,
                    api.post(everybody + "/hosts", "{\"host_ids\":[\"h1\"]}")
                            .json()
                            .path("host_num")
                            .asInt());
            refused("WW.0001", 400, api.delete(everybody));
        }
    }

    private static String group(TestApi api, String name) {
        Response made = api.post(OWN + "/host-groups", "{\"name\":\"" + name + "\"}");
        assertEquals(201, made.status(), made::toString);
        return made.json().path("id").asText();
    }

    private static Response put(TestApi api, String body) {
        Response response = api.put(DEFAULT, body);
        assertEquals(200, response.status(), response::toString);
        return response;
    }

    private static <T> T ask(TestApi api, Function<Handle, T> question) {
        return api.parts().database().read(question);
    }

    private static boolean contains(TestApi api, KnownWords known, String domain, String password) {
        return api.parts().database().read(handle -> known.contains(handle, domain, password));
    }

    private static List<String> texts(JsonNode array) {
        return new ObjectMapper().convertValue(array, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    private static String json(List<String> words) {
        return new ObjectMapper().valueToTree(words).toString();
    }

    private static void refused(String code, int status, Response response) {
        assertEquals(status, response.status(), response::toString);
        assertEquals(code, response.errorCode());
    }
}
