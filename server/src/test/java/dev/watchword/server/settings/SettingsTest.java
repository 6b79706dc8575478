package dev.watchword.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    private static final String PATH = "/v1/watchword/" + TestApi.PROJECT + "/settings";

    @ParameterizedTest
    @EnumSource
    void hasTheseDefaults(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            assertEquals(
                    "{\"include_locked\":false,\"mask\":\"partial\",\"unseen_days\":30,\"fixed_days\":365,"
                            + "\"retired_days\":30,\"stale_days\":7}",
                    api.get(PATH).text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsLeftOut(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put(PATH, "{\"mask\":\"full\"}");
            api.put(PATH, "{\"include_locked\":true,\"unseen_days\":1,\"fixed_days\":3650}");
            assertEquals(
                    "{\"include_locked\":true,\"mask\":\"full\",\"unseen_days\":1,\"fixed_days\":3650,"
                            + "\"retired_days\":30,\"stale_days\":7}",
                    api.get(PATH).text());
            String other = "/v1/watchword/" + TestApi.SECOND_PROJECT + "/settings";
            assertEquals("partial", api.get(other).json().path("mask").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsOutOfRange(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String body : List.of(
                    "{\"unseen_days\":0}",
                    "{\"unseen_days\":3651}",
                    "{\"unseen_days\":\"5\"}",
                    "{\"unseen_days\":null}",
                    "{\"mask\":\"none\"}",
                    "{\"include_locked\":1}")) {
                assertEquals("WW.0001", api.put(PATH, body).errorCode(), body);
            }
            assertEquals(
                    "WW.0002",
                    api.put(PATH, "{\"mask\":\"full\",\"mask\":\"partial\"}").errorCode());
            assertEquals("partial", api.get(PATH).json().path("mask").asText());
        }
    }
}
