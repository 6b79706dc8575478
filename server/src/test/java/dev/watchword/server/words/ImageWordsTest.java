package dev.watchword.server.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWordsTest {

    private static final String PATH = "/v5/" + TestApi.PROJECT + "/image/baseline/extended-weak-password";

    @ParameterizedTest
    @EnumSource
    void takesTheVendorsExampleAndAnswersWithoutABody(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Response response = api.post(PATH, "{\n  \"extended_weak_password\" : [ \"example\" ]\n}");

            assertEquals(200, response.status());
            assertEquals("", response.text());
            assertEquals("", response.answer().contentType());
            assertEquals(
                    "{\"extended_weak_password\":[\"example\"]}", api.get(PATH).text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesTheWholeListAndKeepsItsOrder(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            assertEquals(List.of(), list(api));
            set(api, List.of("b", "a", "b", " a ", "\u4E2D\u6587", "\uD83D\uDE00"));
            assertEquals(List.of("b", "a", " a ", "\u4E2D\u6587", "\uD83D\uDE00"), list(api));
            set(api, List.of("c"));
            assertEquals(List.of("c"), list(api));
            assertEquals(200, api.post(PATH, "{}").status());
            assertEquals(List.of("c"), list(api));
            set(api, List.of());
            assertEquals(List.of(), list(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesThreeHundredWordsOfThreeHundredCharacters(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                words.add("\uD83D\uDE00".repeat(296) + (1_000 + i));
            }
            String escaped = json(words).replace("\uD83D\uDE00", "\\uD83D\\uDE00");
            assertTrue(escaped.length() < CustomWord.BODY_LIMIT, "the limit has room for a full list");
            assertEquals(200, api.post(PATH, escaped).status());
            assertEquals(words, list(api));
            set(api, words.subList(0, 299));
            assertEquals(299, list(api).size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"extended_weak_password\":null}",
                "{\"extended_weak_password\":\"a\"}",
                "{\"extended_weak_password\":{}}",
                "{\"extended_weak_password\":[null]}",
                "{\"extended_weak_password\":[1]}",
                "{\"extended_weak_password\":[true]}",
                "{\"extended_weak_password\":[[\"a\"]]}",
                "{\"extended_weak_password\":[\"ok\",\"\"]}",
                "{\"extended_weak_password\":[\"a\\nb\"]}",
                "{\"extended_weak_password\":[\"a\\u0000\"]}",
                "{\"extended_weak_password\":[\"a\\u007f\"]}",
                "{\"extended_weak_password\":[\"a\\u0085\"]}",
                "{\"extended_weak_password\":[\"a\\ud83d\"]}"
            })
    void refusesWhatIsNoListOfWords(String body) {
        for (Dialect dialect : Dialect.values()) {
            try (TestApi api = TestApi.on(dialect)) {
                set(api, List.of("before"));
                refused("HSS.0001", api.post(PATH, body));
                assertEquals(List.of("before"), list(api));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesOneTooManyAndOneTooLong(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            set(api, List.of("before"));
            refused("HSS.0001", api.post(PATH, json(Collections.nCopies(301, "a"))));
            refused("HSS.0001", api.post(PATH, json(List.of("a".repeat(301)))));
            refused("HSS.0002", api.post(PATH, ""));
            refused("HSS.0002", api.post(PATH, "[]"));
            refused("HSS.0002", api.post(PATH, "{\"extended_weak_password\":[],\"extended_weak_password\":[]}"));
            refused("HSS.0002", api.post(PATH, "{\"extended_weak_password\":[]} x"));
            assertEquals(List.of("before"), list(api));
            assertEquals(200, api.post(PATH, json(List.of("a".repeat(300)))).status());
            assertEquals(
                    200, api.post(PATH, json(Collections.nCopies(300, "a"))).status());
            assertEquals(List.of("a"), list(api));
        }
    }

    @Test
    void namesNoWordWhenItRefuses() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertFalse(api.post(PATH, json(List.of("hunter2\n"))).text().contains("hunter2"));
        }
    }

    @Test
    void checksRegionAndEnterpriseProject() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertEquals(200, api.get(PATH + "?enterprise_project_id=0").status());
            assertEquals(
                    200,
                    api.get(PATH + "?enterprise_project_id=" + "a".repeat(256)).status());
            refused("HSS.0001", api.get(PATH + "?enterprise_project_id="));
            refused("HSS.0001", api.get(PATH + "?enterprise_project_id=" + "a".repeat(257)));
            refused("HSS.0001", api.get(PATH + "?enterprise_project_id=0&enterprise_project_id=0"));
            refused("HSS.0001", api.post(PATH + "?enterprise_project_id=", "{}"));

            api.header("region", "r".repeat(128));
            assertEquals(200, api.get(PATH).status());
            assertEquals(200, api.post(PATH, "{}").status());
            api.header("region", "r".repeat(129));
            refused("HSS.0001", api.get(PATH));
            refused("HSS.0001", api.post(PATH, json(List.of("changed"))));
            api.header("region", "");
            refused("HSS.0001", api.get(PATH));
            api.header("region", "a", "b");
            refused("HSS.0001", api.get(PATH));
            api.header("region", "r");
            assertEquals(List.of(), list(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsProjectsApart(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            set(api, List.of("first"));
            String second = PATH.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT);
            assertEquals("{\"extended_weak_password\":[]}", api.get(second).text());
            assertEquals(200, api.post(second, json(List.of())).status());
            assertEquals(List.of("first"), list(api));
            assertEquals(
                    403,
                    api.get(PATH.replace(TestApi.PROJECT, TestApi.FOREIGN_PROJECT))
                            .status());
        }
    }

    @Test
    void asksForPermission() {
        try (TestApi api = TestApi.on(Dialect.SQLITE).deny("hss:weakPwds:set")) {
            refused("APIGW.0302", 403, api.post(PATH, json(List.of("a"))));
            assertEquals(List.of(), list(api));
        }
        try (TestApi api = TestApi.on(Dialect.SQLITE).deny("hss:weakPwds:get")) {
            refused("APIGW.0302", 403, api.get(PATH));
            assertEquals(200, api.post(PATH, json(List.of("a"))).status());
        }
    }

    /** The write-ahead log too: what was once written stays there for a while. */
    @Test
    void leavesNoWordInTheFilesOfTheDatabase() throws IOException {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            set(api, List.of("canary-image-word"));
            api.put(
                    "/v1/watchword/" + TestApi.PROJECT + "/dictionaries/"
                            + dev.watchword.server.hosts.HostGroups.defaultId(TestApi.PROJECT),
                    "{\"words\":[\"canary-host-word\"]}");
            new dev.watchword.server.hosts.TestHosts(api).add("h1", "one");
            Response started = api.post(
                    "/v1/watchword/" + TestApi.PROJECT + "/dictionaries/dry-run", "{\"words\":[\"canary-trial\"]}");
            assertEquals(202, started.status(), started::toString);
            Path file = Path.of(databaseFile(api));
            int scanned = 0;
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path each : files.toList()) {
                    scanned++;
                    String bytes = Files.readString(each, StandardCharsets.ISO_8859_1);
                    assertFalse(bytes.contains("canary"), each::toString);
                }
            }
            assertTrue(scanned >= 2, "the write-ahead log is there too");
            assertEquals(List.of("canary-image-word"), list(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensNoWordThatWasMovedToAnotherRow(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            set(api, List.of("one", "two"));
            api.parts()
                    .database()
                    .change(handle -> handle.execute("update image_word set sealed = (select sealed from image_word"
                            + " where position = 0) where position = 1"));
            ImageWords words = new ImageWords(api.parts().atRest());
            assertThrows(
                    IllegalStateException.class,
                    () -> api.parts().database().read(handle -> words.of(handle, TestApi.PROJECT)));
        }
    }

    private static String databaseFile(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("pragma database_list")
                        .map((row, context) -> row.getString("file"))
                        .first());
    }

    private static void set(TestApi api, List<String> words) {
        Response response = api.post(PATH, json(words));
        assertEquals(200, response.status(), response::toString);
    }

    private static List<String> list(TestApi api) {
        List<String> words = new ArrayList<>();
        api.get(PATH).json().path("extended_weak_password").forEach(word -> words.add(word.textValue()));
        return words;
    }

    private static String json(List<String> words) {
        return new ObjectMapper()
                .createObjectNode()
                .set("extended_weak_password", new ObjectMapper().valueToTree(words))
                .toString();
    }

    private static void refused(String code, Response response) {
        refused(code, 400, response);
    }

    private static void refused(String code, int status, Response response) {
        assertEquals(status, response.status(), response::toString);
        assertEquals(code, response.errorCode());
    }
}
