package dev.watchword.protocol;

/**
 * How a machine asks to become a member of the fleet. Prints no token.
 *
 * @param token one-time, as it was shown
 * @param projectId the project that the token is believed to be for; a token of another one is refused;
 *     {@code ""} when the machine does not know
 * @param signingKey Base64 of the {@link VerificationKey}
 * @param sealingKey Base64 of the {@link SealingKey}
 * @param proof Base64 of the {@link KeyOffer}'s, in the context of the token
 * @param host what it says of itself
 */
public record EnrolmentRequest(
        String token, String projectId, String signingKey, String sealingKey, String proof, HostFacts host) {

    @Override
    public String toString() {
        return "EnrolmentRequest[" + host.name() + "]";
    }
}
