package dev.watchword.protocol;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's signature over an answer to an agent, bound to the very request: an agent behind a proxy that ends TLS
 * still trusts the server alone, and an old answer cannot be given again. Header
 * {@code X-Watchword-Signature: Key=<id>, Signature=<base64>}.
 *
 * @param keyId of the server's {@link VerificationKey}
 * @param signature 64 bytes
 */
public record AnswerSignature(String keyId, byte[] signature) {

    /** The answer's header that holds it. */
    public static final String HEADER = "X-Watchword-Signature";

    private static final String PURPOSE = "watchword/answer/v1";
    private static final Pattern FORM = Pattern.compile("Key=([0-9a-f]{32}), Signature=([A-Za-z0-9+/]{86}==)");

    /** Signs an answer to this request. */
    public static AnswerSignature sign(SigningKey server, AgentRequest request, int status, byte[] body) {
        return new AnswerSignature(server.publicKey().id(), server.sign(PURPOSE, signed(request, status, body)));
    }

    /** Whether one of these keys signed exactly this answer to exactly this request. */
    public boolean isBy(Set<VerificationKey> trusted, AgentRequest request, int status, byte[] body) {
        return trusted.stream()
                .anyMatch(key ->
                        key.id().equals(keyId) && key.verifies(PURPOSE, signed(request, status, body), signature));
    }

    /** The header's value. */
    public String toHeader() {
        return "Key=" + keyId + ", Signature=" + Base64.getEncoder().encodeToString(signature);
    }

    /** Reads a header's value; empty when it has another form. */
    public static Optional<AnswerSignature> parse(String header) {
        Matcher parts = FORM.matcher(header);
        return parts.matches()
                ? Optional.of(
                        new AnswerSignature(parts.group(1), Base64.getDecoder().decode(parts.group(2))))
                : Optional.empty();
    }

    private static byte[] signed(AgentRequest request, int status, byte[] body) {
        return new CanonicalWriter()
                .bytes(request.digest())
                .number(status)
                .bytes(Fingerprint.sha256(body))
                .toBytes();
    }
}
