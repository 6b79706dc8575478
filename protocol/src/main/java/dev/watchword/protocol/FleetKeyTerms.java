package dev.watchword.protocol;

/**
 * Which fleet key a sealed copy holds, from whom and for whom: nobody can give it to another agent or project, or pass it off as another
 * key or another sender's.
 *
 * @param projectId whose agents share the key
 * @param keyId the id of the {@link FleetKey}
 * @param senderId the agent that sealed it
 * @param recipientId the agent that it is for
 */
public record FleetKeyTerms(String projectId, String keyId, String senderId, String recipientId)
        implements Envelope.Terms {

    @Override
    public byte[] additionalData(String sealingKeyId, byte[] encapsulated) {
        return new CanonicalWriter()
                .number(SealedFleetKey.VERSION)
                .text(projectId)
                .text(keyId)
                .text(senderId)
                .text(recipientId)
                .text(sealingKeyId)
                .bytes(encapsulated)
                .toBytes();
    }
}
