package dev.watchword.server.iam.authorization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Why a call was denied, sealed: whoever is denied can hand the reason to somebody who may read it, and learns nothing of
 * the policies themselves. A message can be read in its own account only. Safe for use by many threads.
 *
 * @param atRest seals
 */
public record Denials(AtRest atRest) {

    /** Characters of a sealed message. */
    public static final int MOST_CHARACTERS = 10_240;

    private static final int BLOCK = 512;
    // Together they keep the longest message, every character escaped, below its limit.
    private static final int MOST_LISTED = 3;
    private static final int MOST_TEXT = 128;
    private static final List<String> CONTEXT = List.of("g:CurrentTime", "g:PrincipalUrn", "g:ProjectId", "g:SourceIp");

    /** The reason as a text for {@code encoded_authorization_message}; its length tells little. */
    String seal(String domainId, AccessRequest request, Decision decision) {
        byte[] reason = Json.write(reason(request, decision));
        byte[] padded = Arrays.copyOf(reason, (reason.length / BLOCK + 1) * BLOCK);
        Arrays.fill(padded, reason.length, padded.length, (byte) ' ');
        return Base64.getUrlEncoder().withoutPadding().encodeToString(atRest.seal(place(domainId), padded));
    }

    /** The reason as JSON text; empty when the message is none of this account's. */
    public Optional<String> open(String domainId, String message) {
        try {
            byte[] padded = atRest.open(place(domainId), Base64.getUrlDecoder().decode(message));
            return Optional.of(new String(padded, StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    private static ObjectNode reason(AccessRequest request, Decision decision) {
        ObjectNode reason = Json.object();
        reason.put("allowed", false)
                .put("explicit_deny", decision.denied())
                .put(
                        "reason",
                        decision.denied()
                                ? "A statement of an identity policy denies the action."
                                : "No statement of an identity policy allows the action.")
                .put("action", cut(request.action()));
        ArrayNode resources = reason.putArray("resources");
        request.resources().stream().limit(MOST_LISTED).forEach(urn -> resources.add(cut(urn)));
        ObjectNode context = reason.putObject("context");
        for (String key : CONTEXT) {
            request.value(key).ifPresent(value -> context.put(key, cut(value)));
        }
        ArrayNode matched = reason.putArray("matched_statements");
        for (Decision.Match match :
                decision.matched().stream().limit(MOST_LISTED).toList()) {
            matched.addObject()
                    .put("policy_id", match.policyId())
                    .put("policy_name", cut(match.policyName()))
                    .put("sid", match.sid());
        }
        return reason;
    }

    private static String cut(String text) {
        int whole = Math.min(text.length(), MOST_TEXT);
        int end = whole > 0 && whole < text.length() && Character.isHighSurrogate(text.charAt(whole - 1))
                ? whole - 1
                : whole;
        return text.substring(0, end);
    }

    private static String place(String domainId) {
        return "authorization-message/" + domainId;
    }
}
