package dev.watchword.protocol;

/**
 * Whom a registry's login is for: nobody can give it to another agent, job or registry.
 *
 * @param agentId the scanner
 * @param jobId the job that it has leased
 * @param leaseId under which lease
 * @param registry host and port, as the job names it
 */
public record LoginTerms(String agentId, String jobId, String leaseId, String registry) implements Envelope.Terms {

    @Override
    public byte[] additionalData(String sealingKeyId, byte[] encapsulated) {
        return new CanonicalWriter()
                .number(SealedLogin.VERSION)
                .text(agentId)
                .text(jobId)
                .text(leaseId)
                .text(registry)
                .text(sealingKeyId)
                .bytes(encapsulated)
                .toBytes();
    }
}
