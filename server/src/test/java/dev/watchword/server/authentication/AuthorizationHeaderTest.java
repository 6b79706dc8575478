package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    private static final String SIGNATURE = "0123456789abcdef".repeat(4);
    private static final String GOOD =
            "SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=host;user-agent;x-sdk-date, Signature=" + SIGNATURE;

    @Test
    void readsWhatLibrariesSend() {
        AuthorizationHeader header = AuthorizationHeader.parse(GOOD).orElseThrow();
        assertEquals("AKTEST", header.accessKeyId());
        assertEquals(List.of("host", "user-agent", "x-sdk-date"), header.signedHeaders());
        assertEquals(SIGNATURE, header.signature());
        assertEquals(Optional.of(header), AuthorizationHeader.parse(GOOD.replace(", ", ",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SDK-HMAC-SHA256",
                "SDK-HMAC-SM3 Access=AK, SignedHeaders=host;x-sdk-date, Signature=SIG",
                "V11-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=, SignedHeaders=host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=A K, SignedHeaders=host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date;host, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=;host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date;, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=Host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=authorization;host;x-sdk-date, Signature=SIG",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=SIG0",
                "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=SIG, Signature=SIG",
                "SDK-HMAC-SHA256 SignedHeaders=host;x-sdk-date, Access=AK, Signature=SIG"
            })
    void refusesEverythingElse(String text) {
        assertTrue(AuthorizationHeader.parse(text.replace("SIG", SIGNATURE)).isEmpty());
    }

    @Test
    void refusesUpperCaseDigits() {
        assertTrue(AuthorizationHeader.parse(GOOD.replace("abcdef", "ABCDEF")).isEmpty());
    }

    @Test
    void endsQuicklyOnEndlessText() {
        assertTrue(AuthorizationHeader.parse(GOOD + " ".repeat(60_000)).isEmpty());
    }
}
