package dev.watchword.server.resets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a new password for a host. Nothing here tells of the password, not even its length.
 *
 * @param id a UUID; the command that carries the envelope has the same
 * @param projectId the host's project
 * @param hostId which host
 * @param hostName what it is called now; comes from its agent
 * @param account whose password, by its name on the host
 * @param counter rises with every reset of a host
 * @param state how far it came
 * @param reason why it failed
 * @param sealedBy {@code server}, or {@code client} when the server never saw the password
 * @param supersededBy the newer reset that took its place
 * @param requestedBy the user's id
 * @param requestedByName the user's name at that time
 * @param acceptedAt epoch milliseconds, as the times that follow; those of steps not heard of are empty
 * @param expiresAt epoch milliseconds; from then on it is too late
 * @param apply {@code boot}, or {@code now} when it does not wait for one
 * @param obstacles what the agent found that would still stop a login
 */
public record Reset(
        String id,
        String projectId,
        String hostId,
        String hostName,
        String account,
        long counter,
        ResetState state,
        ResetReason reason,
        String sealedBy,
        Optional<String> supersededBy,
        String requestedBy,
        String requestedByName,
        long acceptedAt,
        OptionalLong deliveredAt,
        OptionalLong stagedAt,
        OptionalLong appliedAt,
        OptionalLong verifiedAt,
        OptionalLong failedAt,
        long expiresAt,
        String apply,
        List<String> obstacles) {

    public Reset {
        obstacles = List.copyOf(obstacles);
    }
}
