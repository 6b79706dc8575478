package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * A secret on its way to one agent: HPKE for the agent's key, bound to terms that do not travel with it, signed as a whole by who sealed it. What
 * travels is the sealing key's id, the encapsulated key, the ciphertext and the signature, in canonical form and then in Base64. Who opens it
 * checks the signature first.
 *
 * @param sealingKeyId the id of the {@link SealingKey} that it is sealed with
 * @param encapsulated 32 bytes
 * @param ciphertext with its tag
 * @param signature 64 bytes
 */
record Envelope(String sealingKeyId, byte[] encapsulated, byte[] ciphertext, byte[] signature) {

    private static final int ID_BYTES = 64;

    /** What a secret is bound to: the canonical bytes of it, of the sealing key's id and of the encapsulated key. */
    interface Terms {
        byte[] additionalData(String sealingKeyId, byte[] encapsulated);
    }

    /**
     * Seals.
     *
     * @param purpose in ASCII; no envelope of one purpose passes for one of another
     * @param plaintext wiped before this returns
     */
    static Envelope seal(String purpose, SigningKey sender, SealingKey recipient, Terms terms, byte[] plaintext) {
        String id = recipient.id();
        try {
            Hpke.Sealed sealed = Hpke.seal(
                    recipient, info(purpose), encapsulated -> terms.additionalData(id, encapsulated), plaintext);
            byte[] signed = signed(terms, id, sealed.encapsulated(), sealed.ciphertext());
            return new Envelope(id, sealed.encapsulated(), sealed.ciphertext(), sender.sign(purpose, signed));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Whether this sender sealed it on these terms, as whoever carries it can tell. */
    boolean isBy(VerificationKey sender, String purpose, Terms terms) {
        return sender.verifies(purpose, signed(terms, sealingKeyId, encapsulated, ciphertext), signature);
    }

    /** What it holds, if it was sealed for one of these keys on these terms; the caller's to wipe. Who sealed it is not checked. */
    Optional<byte[]> open(List<OpeningKey> keys, String purpose, Terms terms) {
        return keys.stream()
                .filter(key -> key.publicKey().id().equals(sealingKeyId))
                .findFirst()
                .flatMap(key -> opened(key, purpose, terms));
    }

    private Optional<byte[]> opened(OpeningKey key, String purpose, Terms terms) {
        byte[] additional = terms.additionalData(sealingKeyId, encapsulated);
        try {
            return Optional.of(Hpke.open(key, info(purpose), encapsulated, additional, ciphertext));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    /** As text. */
    String toText() {
        return Base64.getEncoder()
                .encodeToString(new CanonicalWriter()
                        .text(sealingKeyId)
                        .bytes(encapsulated)
                        .bytes(ciphertext)
                        .bytes(signature)
                        .toBytes());
    }

    /**
     * What {@link #toText} gave; empty when it is another text. Who sealed it is not checked.
     *
     * @param longest text that is looked at
     */
    static Optional<Envelope> parse(String text, int longest) {
        if (text.length() > longest) {
            return Optional.empty();
        }
        try {
            CanonicalReader in = new CanonicalReader(Base64.getDecoder().decode(text));
            Envelope envelope =
                    new Envelope(in.text(ID_BYTES), in.bytes(32, 32), in.bytes(0, longest), in.bytes(64, 64));
            in.end();
            return Optional.of(envelope);
        } catch (CanonicalReader.Malformed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] signed(Terms terms, String keyId, byte[] encapsulated, byte[] ciphertext) {
        return new CanonicalWriter()
                .raw(terms.additionalData(keyId, encapsulated))
                .bytes(ciphertext)
                .toBytes();
    }

    private static byte[] info(String purpose) {
        return purpose.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "Envelope";
    }
}
