package dev.watchword.agent.outbox;

/**
 * Something for the server, kept until it has arrived.
 *
 * @param lane letters of one lane arrive in their order; another lane does not wait for them
 * @param path of the call
 * @param body JSON
 */
public record Letter(Lane lane, String path, byte[] body) {

    /** What must arrive in order. */
    public enum Lane {
        /** Answers to commands. They are never dropped for a report. */
        ANSWERS,
        /** Reports, and the answers that may arrive only after one. */
        REPORTS
    }

    @Override
    public String toString() {
        return "letter to " + path + " of " + body.length + " bytes";
    }
}
