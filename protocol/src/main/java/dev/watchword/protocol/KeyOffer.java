package dev.watchword.protocol;

import java.util.Base64;
import java.util.Optional;

/**
 * The public keys that an agent wants to be known by, with the proof that it has the private ones' signing half.
 *
 * @param signing the Ed25519 key that it will sign with
 * @param sealing the X25519 key to seal for it with
 * @param proof 64 bytes: the new signing key's signature over both keys and what the offer is for
 */
public record KeyOffer(VerificationKey signing, SealingKey sealing, byte[] proof) {

    private static final String PURPOSE = "watchword/keys/v1";

    /**
     * Offers the keys of an agent.
     *
     * @param context the enrolment token, or the agent's id when it changes its keys
     */
    public static KeyOffer of(AgentKeys keys, String context) {
        VerificationKey signing = keys.signing().publicKey();
        SealingKey sealing = keys.opening().publicKey();
        return new KeyOffer(signing, sealing, keys.signing().sign(PURPOSE, proved(signing, sealing, context)));
    }

    /** Reads three texts of Base64; empty when one is none, or a key is unsound. The proof is not checked yet. */
    public static Optional<KeyOffer> parse(String signing, String sealing, String proof) {
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            Optional<VerificationKey> verification = VerificationKey.parse(base64.decode(signing));
            Optional<SealingKey> seal = SealingKey.parse(base64.decode(sealing));
            byte[] signature = base64.decode(proof);
            return verification.flatMap(one -> seal.map(other -> new KeyOffer(one, other, signature)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether whoever offers has the private signing key and offers it for this. */
    public boolean isProved(String context) {
        return signing.verifies(PURPOSE, proved(signing, sealing, context), proof);
    }

    private static byte[] proved(VerificationKey signing, SealingKey sealing, String context) {
        return new CanonicalWriter()
                .bytes(signing.toBytes())
                .bytes(sealing.toBytes())
                .text(context)
                .toBytes();
    }
}
