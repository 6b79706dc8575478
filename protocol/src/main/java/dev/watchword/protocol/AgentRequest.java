package dev.watchword.protocol;

/**
 * A request of an agent as it is signed: everything that decides what it means. Its bytes are, in the canonical form of
 * this package: method, raw path, raw query, agent id, counter, time, SHA-256 of the body.
 *
 * @param method {@code GET}, {@code POST}, …
 * @param rawPath as on the wire, percent-encoded
 * @param rawQuery as on the wire, {@code ""} without one
 * @param agentId which agent, {@code ""} while it enrols
 * @param counter rises with every request of an agent by at least one; 0 while it enrols
 * @param time the agent's clock, epoch milliseconds; 0 while it enrols
 * @param bodyDigest SHA-256 of the body's bytes
 */
public record AgentRequest(
        String method, String rawPath, String rawQuery, String agentId, long counter, long time, byte[] bodyDigest) {

    /** The request header that holds the time. */
    public static final String TIME_HEADER = "X-Watchword-Time";

    private static final String PURPOSE = "watchword/request/v1";

    /** A request with this body. */
    public static AgentRequest of(
            String method, String rawPath, String rawQuery, String agentId, long counter, long time, byte[] body) {
        return new AgentRequest(method, rawPath, rawQuery, agentId, counter, time, Fingerprint.sha256(body));
    }

    /** A request for enrolment, which no enrolled key signs yet. */
    public static AgentRequest enrolling(String method, String rawPath, String rawQuery, byte[] body) {
        return of(method, rawPath, rawQuery, "", 0, 0, body);
    }

    /** Signs it with the agent's own key. */
    public RequestSignature sign(SigningKey key) {
        return new RequestSignature(agentId, counter, key.sign(PURPOSE, toBytes()));
    }

    /** Whether the owner of this key signed it. */
    public boolean isSignedBy(VerificationKey key, byte[] signature) {
        return key.verifies(PURPOSE, toBytes(), signature);
    }

    /** SHA-256 of its bytes: what the server's answer is bound to. */
    public byte[] digest() {
        return Fingerprint.sha256(toBytes());
    }

    private byte[] toBytes() {
        return new CanonicalWriter()
                .text(method)
                .text(rawPath)
                .text(rawQuery)
                .text(agentId)
                .number(counter)
                .number(time)
                .bytes(bodyDigest)
                .toBytes();
    }
}
