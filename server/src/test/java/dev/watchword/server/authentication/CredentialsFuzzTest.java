package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.QueryString;
import dev.watchword.server.http.Source;
import java.util.Map;
import java.util.TreeMap;

/** Whatever an unknown caller sends, reading it ends with a value or with an error of the contract. */
class CredentialsFuzzTest {

    private static final TreeMap<String, String> HEADERS = new TreeMap<>(Map.of("host", "h", "x-sdk-date", "d"));

    @FuzzTest
    void authorizationHeader(FuzzedDataProvider data) {
        String rest = data.consumeRemainingAsString();
        AuthorizationHeader.parse(rest);
        AuthorizationHeader.parse(RequestSignature.ALGORITHM + " Access=" + rest)
                .ifPresent(header -> {
                    assertTrue(header.signedHeaders().contains("host"));
                    assertTrue(header.signedHeaders().contains("x-sdk-date"));
                    assertTrue(header.signature().matches("[0-9a-f]{64}"));
                });
    }

    @FuzzTest
    void pathAndQuery(FuzzedDataProvider data) {
        String path = data.consumeString(1_000);
        String query = data.consumeRemainingAsString();
        contract(() -> QueryString.decode(path));
        contract(() -> QueryString.parse(query));
        contract(() -> {
            String canonical = new RequestSignature("GET", path, query, HEADERS, "hash").canonical();
            String[] lines = canonical.split("\n", -1);
            assertTrue(lines.length == 8, "nothing that is signed may forge a line");
            assertTrue(lines[1].matches("[A-Za-z0-9._~%/-]*/"), "path");
            assertTrue(lines[2].matches("[A-Za-z0-9._~%=&-]*"), "query");
        });
    }

    @FuzzTest
    void sourceAddress(FuzzedDataProvider data) {
        Source.of(data.consumeRemainingAsString());
    }

    private static void contract(Runnable work) {
        try {
            work.run();
        } catch (ApiError error) {
            assertTrue(error.status() == 400, "status");
        }
    }
}
