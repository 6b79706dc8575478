package dev.watchword.server.iam.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Verb;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {

    private static final Database DATABASE = TestDatabase.fresh(Dialect.SQLITE);
    private static final String RESET = "ecs:cloudServers:resetServerPwd";

    private final Resources resources = new Resources(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 999, 1_000, 1_001, 5_000})
    void aServerThatIsNamedManyTimesIsStillThatServer(int times) {
        assertEquals(List.of(Urns.of("ecs", "d", "instance", "h")), resources.of("d", RESET, batch(times, i -> "h")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1_000})
    void everyServerOfABatchIsJudged(int servers) {
        assertEquals(
                servers, resources.of("d", RESET, batch(servers, i -> "h" + i)).size());
    }

    @Test
    void moreServersThanCanBeJudgedAreRefused() {
        RawCall tooMany = batch(1_001, i -> "h" + i);
        assertEquals(
                "Ecs.0118",
                assertThrows(ApiError.class, () -> resources.of("d", RESET, tooMany))
                        .code());
    }

    @Test
    void everyObjectOfThePathIsJudged() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("project_id", "p");
        values.put("host_id", "h");
        values.put("finding_id", "f");
        RawCall call = new RawCall(Verb.DELETE, "/", "", Map.of(), new byte[0], "192.0.2.1", values);
        assertEquals(
                List.of(Urns.of("hss", "d", "host", "h"), Urns.of("hss", "d", "finding", "f")),
                resources.of("d", "hss:weakPwds:set", call));
    }

    private static RawCall batch(int count, IntFunction<String> id) {
        String servers = IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + id.apply(i) + "\"}")
                .collect(Collectors.joining(",", "{\"servers\":[", "]}"));
        return new RawCall(
                Verb.PUT,
                "/",
                "",
                Map.of(),
                servers.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                Map.of("project_id", "p"));
    }
}
