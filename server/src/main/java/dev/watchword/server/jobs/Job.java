package dev.watchword.server.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Work that a caller waits for. It stands as its parts do: it goes on while any of them does, and has failed when any of
 * them has.
 *
 * @param id a UUID
 * @param type e.g. {@code batchRebootServer}
 * @param begunAt epoch milliseconds
 * @param parts at least one
 */
record Job(String id, String type, long begunAt, List<Part> parts) {

    Job {
        parts = List.copyOf(parts);
    }

    /** In the vendor's words. */
    enum Status {
        INIT,
        RUNNING,
        SUCCESS,
        FAIL;

        boolean ended() {
            return this == SUCCESS || this == FAIL;
        }
    }

    Status status() {
        if (parts.stream().allMatch(part -> part.status() == Status.INIT)) {
            return Status.INIT;
        }
        if (!parts.stream().allMatch(part -> part.status().ended())) {
            return Status.RUNNING;
        }
        return firstFailure().isPresent() ? Status.FAIL : Status.SUCCESS;
    }

    /** The moment at which the last part ended; empty while any goes on. */
    OptionalLong endedAt() {
        return status().ended()
                ? parts.stream()
                        .flatMap(part -> part.endedAt().stream().boxed())
                        .mapToLong(Long::longValue)
                        .max()
                : OptionalLong.empty();
    }

    /** The part that tells why the job failed. */
    Optional<Part> firstFailure() {
        return parts.stream().filter(part -> part.status() == Status.FAIL).findFirst();
    }

    /**
     * What one host does.
     *
     * @param id the command's
     * @param hostId which host
     * @param type e.g. {@code rebootServer}
     * @param status how far it is
     * @param begunAt epoch milliseconds
     * @param endedAt epoch milliseconds; empty while it goes on
     * @param deadline epoch milliseconds
     * @param errorCode of a failure
     * @param failReason of a failure, for people
     */
    record Part(
            String id,
            String hostId,
            String type,
            Status status,
            long begunAt,
            OptionalLong endedAt,
            long deadline,
            Optional<String> errorCode,
            Optional<String> failReason) {

        /** The same, failed if it has not ended by its deadline. */
        Part at(long now) {
            if (status.ended() || now < deadline) {
                return this;
            }
            return new Part(
                    id,
                    hostId,
                    type,
                    Status.FAIL,
                    begunAt,
                    OptionalLong.of(deadline),
                    deadline,
                    Optional.of(RebootAnswers.FAILED),
                    Optional.of("The agent has not answered in time."));
        }
    }
}
