package dev.watchword.server.resets;

import dev.watchword.policy.HostPasswordRule;
import dev.watchword.policy.HostPasswordRules;
import dev.watchword.protocol.ResetSealer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The new password while its request is worked on; closing wipes it. Prints nothing of itself. The bytes are made once, so
 * that no further copies are left behind.
 */
final class ChosenPassword implements AutoCloseable {

    private final String text;
    private final byte[] bytes;

    private ChosenPassword(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * A password that a host can have.
     *
     * @param service whose call it is
     * @param field what it is called in the request
     * @throws ApiError 400 when it has no UTF-8, is too long, or holds NUL, CR or LF
     */
    static ChosenPassword of(Service service, String field, String text) {
        byte[] bytes = utf8(service, field, text);
        if (!ResetSealer.accepts(bytes)) {
            Arrays.fill(bytes, (byte) 0);
            throw service.invalid(field, "it must have 1 to 512 bytes of UTF-8 without NUL, CR and LF");
        }
        return new ChosenPassword(text, bytes);
    }

    /**
     * Returns when it meets the rules.
     *
     * @throws ApiError 400 {@code Ecs.0011} that names each rule it breaks
     */
    void require(HostPasswordRules rules) {
        require(rules, "Ecs.0011");
    }

    /**
     * Returns when it meets the rules.
     *
     * @throws ApiError 400 with this code that names each rule it breaks
     */
    void require(HostPasswordRules rules, String code) {
        ApiError refusal = ApiError.of(400, code, "Ensure the password meets the password complexity requirements.");
        boolean refused = false;
        for (HostPasswordRule rule : rules.broken(text)) {
            refusal.detail(rule.code(), rule.sentence());
            refused = true;
        }
        if (refused) {
            throw refusal;
        }
    }

    /** Its UTF-8, until it is closed; not to be changed or kept. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "ChosenPassword";
    }

    private static byte[] utf8(Service service, String field, String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        } catch (CharacterCodingException e) {
            throw service.invalid(field, "it holds half a surrogate pair");
        }
    }
}
