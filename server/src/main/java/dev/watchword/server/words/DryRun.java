package dev.watchword.server.words;

/**
 * A trial of words on the hosts of a group.
 *
 * @param id a UUID
 * @param projectId whose
 * @param groupId of which host group
 * @param words how many
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds; no host is asked after
 * @param author who wants to know
 */
public record DryRun(
        String id, String projectId, String groupId, int words, long createdAt, long expiresAt, Author author) {

    /** How it goes with one host. */
    public enum State {
        /** Its agent was not heard yet. */
        QUEUED,
        /** Its agent said how many accounts match. */
        DONE,
        /** Its agent could not try. */
        FAILED,
        /** It has no agent to ask. */
        NO_AGENT,
        /** Its agent did not answer in time. */
        EXPIRED
    }

    /**
     * A host's part.
     *
     * @param hostId a UUID
     * @param hostName its name now
     * @param state how it goes
     * @param accounts how many were tried, 0 before
     * @param matches how many have one of the words
     * @param reason why it failed, {@code ""} when it did not
     */
    public record Host(String hostId, String hostName, State state, int accounts, int matches, String reason) {}

    /**
     * All hosts together.
     *
     * @param hosts how many
     * @param queued how many were not heard yet
     * @param failed how many failed, have no agent, or were too late
     * @param accounts how many were tried
     * @param matches how many have one of the words
     */
    public record Totals(int hosts, int queued, int failed, int accounts, int matches) {}
}
