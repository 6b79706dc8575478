package dev.watchword.protocol;

import java.util.Base64;
import java.util.Optional;

/**
 * A new password on its way to one host: sealed for the agent's key, bound to its terms, signed as a whole by the server.
 * Who keeps or carries it learns the terms and, to the next 64 bytes, the password's length.
 *
 * <p>Its bytes, in the canonical form of this package: version 1, host id, account, command id, counter, not before,
 * expires, the sealing key's id, the encapsulated key, the ciphertext, the signature. All before the ciphertext is the
 * additional data of the AEAD; all before the signature is signed.
 *
 * @param terms for whom and when
 * @param agentKeyId the id of the {@link SealingKey} that it is sealed with
 * @param encapsulated 32 bytes
 * @param ciphertext with its tag
 * @param signature 64 bytes, by the server's command key
 */
public record SealedReset(
        ResetTerms terms, String agentKeyId, byte[] encapsulated, byte[] ciphertext, byte[] signature) {

    static final String PURPOSE = "watchword/reset/v1";

    private static final long VERSION = 1;
    private static final int MOST = 4_096;

    /** As bytes. */
    public byte[] toBytes() {
        return signedPart(additionalData(terms, agentKeyId, encapsulated), ciphertext)
                .bytes(signature)
                .toBytes();
    }

    /** As text: Base64 of the bytes. */
    public String toText() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    /** What {@link #toBytes} gave; empty when these are other bytes. That it was sealed by the server is not checked. */
    public static Optional<SealedReset> parse(byte[] bytes) {
        if (bytes.length > MOST) {
            return Optional.empty();
        }
        CanonicalReader in = new CanonicalReader(bytes);
        try {
            if (in.number() != VERSION) {
                return Optional.empty();
            }
            ResetTerms terms = new ResetTerms(
                    in.text(ResetTerms.ID_BYTES),
                    in.text(ResetTerms.ACCOUNT_BYTES),
                    in.text(ResetTerms.ID_BYTES),
                    in.number(),
                    in.number(),
                    in.number());
            SealedReset sealed = new SealedReset(
                    terms, in.text(ResetTerms.ID_BYTES), in.bytes(32, 32), in.bytes(0, MOST), in.bytes(64, 64));
            in.end();
            return Optional.of(sealed);
        } catch (CanonicalReader.Malformed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What {@link #toText} gave; empty when it is another text. */
    public static Optional<SealedReset> parse(String text) {
        if (text.length() > 2 * MOST) {
            return Optional.empty();
        }
        try {
            return parse(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static byte[] additionalData(ResetTerms terms, String agentKeyId, byte[] encapsulated) {
        return new CanonicalWriter()
                .number(VERSION)
                .text(terms.hostId())
                .text(terms.account())
                .text(terms.commandId())
                .number(terms.counter())
                .number(terms.notBefore())
                .number(terms.expires())
                .text(agentKeyId)
                .bytes(encapsulated)
                .toBytes();
    }

    static byte[] signedBytes(byte[] additionalData, byte[] ciphertext) {
        return signedPart(additionalData, ciphertext).toBytes();
    }

    private static CanonicalWriter signedPart(byte[] additionalData, byte[] ciphertext) {
        return new CanonicalWriter().raw(additionalData).bytes(ciphertext);
    }

    @Override
    public String toString() {
        return "SealedReset[" + terms.commandId() + " for " + terms.hostId() + "]";
    }
}
