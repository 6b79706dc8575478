package dev.watchword.protocol;

import java.util.List;

/**
 * What a new member gets. It is signed; one of the keys must have the fingerprint that was printed with the token.
 *
 * @param agentId names the key pair in every later request
 * @param hostId the host that it speaks for
 * @param role what the token made it: {@code host}, or {@code scanner} for one that reads images too
 * @param serverKeys Base64 of the server's command keys, the current one first; the agent trusts these and no others
 * @param serverTime epoch milliseconds
 */
public record EnrolmentAnswer(String agentId, String hostId, String role, List<String> serverKeys, long serverTime) {

    public EnrolmentAnswer {
        serverKeys = List.copyOf(serverKeys);
    }
}
