package dev.watchword.server.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {

    private static final long NOW = 1_700_000_000_000L;

    private final Tokens tokens = new Tokens();

    @ParameterizedTest
    @EnumSource
    void findsWhatItIssued(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Database database = api.parts().database();
            Token.Issued issued = issue(database, NOW);
            assertTrue(issued.text().matches("wwt_[A-Za-z0-9_-]{43}"), "256 bits in base64url");
            assertEquals(Optional.of(issued.token()), find(database, issued.text()));
            assertEquals(Optional.of(TestApi.PROJECT), issued.token().projectId());
            assertEquals(Optional.empty(), find(database, issued.text() + "x"));
            assertEquals(Optional.empty(), find(database, issued.token().digest()), "the digest is no token");
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesNoText(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Token.Issued issued = issue(api.parts().database(), NOW);
            List<String> rows = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select * from token")
                            .mapToMap()
                            .map(Object::toString)
                            .list());
            assertFalse(rows.toString().contains(issued.text().substring(4)));
            assertFalse(issued.toString().contains(issued.text().substring(4)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAfterADay(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Token token = issue(api.parts().database(), NOW).token();
            assertFalse(token.isOver(NOW + Duration.ofHours(24).toMillis() - 1));
            assertTrue(token.isOver(NOW + Duration.ofHours(24).toMillis()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsThoseThatExpiredLongAgo(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Database database = api.parts().database();
            Token.Issued old = issue(database, NOW);
            issue(database, NOW + Duration.ofHours(48).toMillis());
            assertTrue(find(database, old.text()).isPresent());
            issue(database, NOW + Duration.ofHours(48).toMillis() + 1);
            assertTrue(find(database, old.text()).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokesOneOrAll(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Database database = api.parts().database();
            Token.Issued first = issue(database, NOW);
            Token.Issued second = issue(database, NOW);
            Token.Issued third = issue(database, NOW);
            database.change(handle -> tokens.revoke(handle, first.token()));
            assertTrue(find(database, first.text()).isEmpty());
            assertTrue(find(database, second.text()).isPresent());
            database.change(handle -> tokens.revokeAll(handle, "somebody else"));
            assertTrue(find(database, third.text()).isPresent());
            database.change(handle -> tokens.revokeAll(handle, TestApi.ROOT_USER));
            assertTrue(find(database, second.text()).isEmpty());
            assertTrue(find(database, third.text()).isEmpty());
        }
    }

    private Token.Issued issue(Database database, long now) {
        return database.write(
                handle -> tokens.issue(handle, TestApi.ROOT_USER, Optional.of(TestApi.PROJECT), Optional.empty(), now));
    }

    private Optional<Token> find(Database database, String text) {
        return database.read(handle -> tokens.find(handle, text));
    }
}
