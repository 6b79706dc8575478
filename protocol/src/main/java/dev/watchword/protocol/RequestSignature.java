package dev.watchword.protocol;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent's {@code Authorization} header says:
 * {@code WATCHWORD-ED25519 Agent=<uuid>, Counter=<n>, Signature=<base64>}. It has this one form only.
 *
 * @param agentId which agent claims to call
 * @param counter 1 to 999,999,999,999,999,999
 * @param signature 64 bytes
 */
public record RequestSignature(String agentId, long counter, byte[] signature) {

    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile(
            "WATCHWORD-ED25519 Agent=([0-9a-f-]{36}), Counter=([1-9][0-9]{0,17}), Signature=([A-Za-z0-9+/]{86}==)");

    /** The header's value. */
    public String toHeader() {
        return "WATCHWORD-ED25519 Agent=" + agentId + ", Counter=" + counter + ", Signature="
                + Base64.getEncoder().encodeToString(signature);
    }

    /** Reads a header's value; empty when it has another form. */
    public static Optional<RequestSignature> parse(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(header);
        if (!parts.matches()) {
            return Optional.empty();
        }
        byte[] signature = Base64.getDecoder().decode(parts.group(3));
        RequestSignature read = new RequestSignature(parts.group(1), Long.parseLong(parts.group(2)), signature);
        // Base64 has spare bits in its last character: one signature must not have several forms.
        return read.toHeader().equals(header) ? Optional.of(read) : Optional.empty();
    }
}
