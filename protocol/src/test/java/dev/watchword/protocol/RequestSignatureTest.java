package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String AGENT = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final SigningKey key = SigningKey.generate(RANDOM);

    @Test
    void coversEveryPartOfTheRequest() {
        AgentRequest request = request("POST", "/v1/a", "b=c", AGENT, 7, 1_000, "body");
        byte[] signature = request.sign(key).signature();
        assertTrue(request.isSignedBy(key.publicKey(), signature));
        for (AgentRequest other : List.of(
                request("PUT", "/v1/a", "b=c", AGENT, 7, 1_000, "body"),
                request("POST", "/v1/ab", "=c", AGENT, 7, 1_000, "body"),
                request("POST", "/v1/a", "b=d", AGENT, 7, 1_000, "body"),
                request("POST", "/v1/a", "b=c", AGENT.replace('2', '3'), 7, 1_000, "body"),
                request("POST", "/v1/a", "b=c", AGENT, 8, 1_000, "body"),
                request("POST", "/v1/a", "b=c", AGENT, 7, 1_001, "body"),
                request("POST", "/v1/a", "b=c", AGENT, 7, 1_000, "Body"))) {
            assertFalse(other.isSignedBy(key.publicKey(), signature), other.toString());
        }
        assertFalse(request.isSignedBy(SigningKey.generate(RANDOM).publicKey(), signature));
    }

    @Test
    void isReadAsItIsWritten() {
        RequestSignature written = request("GET", "/", "", AGENT, 12, 0, "").sign(key);
        RequestSignature read = RequestSignature.parse(written.toHeader()).orElseThrow();
        assertEquals(written.toHeader(), read.toHeader());
        assertEquals(12, read.counter());
        assertEquals(AGENT, read.agentId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "Bearer x",
                "WATCHWORD-ED25519 Agent=A, Counter=1, Signature=x",
                "WATCHWORD-ED25519 Agent=%s, Counter=0, Signature=%s",
                "WATCHWORD-ED25519 Agent=%s, Counter=01, Signature=%s",
                "WATCHWORD-ED25519 Agent=%s, Counter=-1, Signature=%s",
                "WATCHWORD-ED25519 Agent=%s, Counter=1000000000000000000, Signature=%s",
                "WATCHWORD-ED25519 Agent=%s, Counter=1, Signature=%s ",
                "WATCHWORD-ED25519 Agent=%s,Counter=1, Signature=%s",
                "watchword-ed25519 Agent=%s, Counter=1, Signature=%s",
            })
    void hasOneFormOnly(String form) {
        assertEquals(Optional.empty(), RequestSignature.parse(form.formatted(AGENT, "A".repeat(86) + "==")));
    }

    @Test
    void hasNoSecondFormByTheSpareBitsOfBase64() {
        String first = "WATCHWORD-ED25519 Agent=" + AGENT + ", Counter=1, Signature=" + "A".repeat(85);
        assertTrue(RequestSignature.parse(first + "A==").isPresent());
        assertEquals(Optional.empty(), RequestSignature.parse(first + "B=="));
        assertEquals(Optional.empty(), RequestSignature.parse(first + "A".repeat(1 << 20)));
    }

    @Test
    void bindsAnAnswerToItsRequest() {
        AgentRequest request = request("GET", "/v1/agents/commands", "", AGENT, 7, 1_000, "");
        AgentRequest later = request("GET", "/v1/agents/commands", "", AGENT, 8, 1_000, "");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Set<VerificationKey> trusted = Set.of(SigningKey.generate(RANDOM).publicKey(), key.publicKey());
        AnswerSignature signature = AnswerSignature.parse(
                        AnswerSignature.sign(key, request, 200, body).toHeader())
                .orElseThrow();
        assertTrue(signature.isBy(trusted, request, 200, body));
        assertFalse(signature.isBy(trusted, later, 200, body));
        assertFalse(signature.isBy(trusted, request, 201, body));
        assertFalse(signature.isBy(trusted, request, 200, "{ }".getBytes(StandardCharsets.UTF_8)));
        assertFalse(signature.isBy(Set.of(SigningKey.generate(RANDOM).publicKey()), request, 200, body));
        assertEquals(Optional.empty(), AnswerSignature.parse("Key=x, Signature=y"));
    }

    @Test
    void offersKeysOnlyWithProofAndForOnePurpose() {
        AgentKeys keys = AgentKeys.generate(RANDOM);
        KeyOffer offer = KeyOffer.of(keys, "token");
        assertTrue(offer.isProved("token"));
        assertFalse(offer.isProved("another"));
        KeyOffer stolen =
                new KeyOffer(offer.signing(), OpeningKey.generate(RANDOM).publicKey(), offer.proof());
        assertFalse(stolen.isProved("token"));
        assertEquals(Optional.empty(), KeyOffer.parse("!", "!", "!"));
        assertEquals(Optional.empty(), KeyOffer.parse("AA==", "AA==", "AA=="));
    }

    private static AgentRequest request(
            String method, String path, String query, String agent, long counter, long time, String body) {
        return AgentRequest.of(method, path, query, agent, counter, time, body.getBytes(StandardCharsets.UTF_8));
    }
}
