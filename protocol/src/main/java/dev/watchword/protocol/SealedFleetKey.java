package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * A fleet's key on its way from one agent to another: HPKE for the recipient's key, bound to its terms, signed as a whole by the sender. The
 * server carries it and cannot open it. What travels is the sealing key's id, the encapsulated key, the ciphertext and the signature, in
 * canonical form and then in Base64.
 *
 * @param sealingKeyId the id of the {@link SealingKey} that it is sealed with
 * @param encapsulated 32 bytes
 * @param ciphertext with its tag
 * @param signature 64 bytes, by the sender's key
 */
public record SealedFleetKey(String sealingKeyId, byte[] encapsulated, byte[] ciphertext, byte[] signature) {

    /** The longest text of one. */
    public static final int LONGEST = 512;

    static final long VERSION = 1;

    private static final String PURPOSE = "watchword/fleet-key/v1";
    private static final int ID_BYTES = 64;
    private static final int MOST = FleetKey.BYTES + 16;

    /** Seals a key for another agent. */
    public static SealedFleetKey seal(SigningKey sender, SealingKey recipient, FleetKeyTerms terms, FleetKey key) {
        byte[] plaintext = key.toBytes();
        try {
            Hpke.Sealed sealed = Hpke.seal(
                    recipient, info(), encapsulated -> terms.additionalData(recipient.id(), encapsulated), plaintext);
            byte[] signed = signed(terms, recipient.id(), sealed.encapsulated(), sealed.ciphertext());
            return new SealedFleetKey(
                    recipient.id(), sealed.encapsulated(), sealed.ciphertext(), sender.sign(PURPOSE, signed));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Whether this sender sealed it on these terms, as whoever carries it can tell. */
    public boolean isBy(VerificationKey sender, FleetKeyTerms terms) {
        return sender.verifies(PURPOSE, signed(terms, sealingKeyId, encapsulated, ciphertext), signature);
    }

    /** The key, if this sender sealed exactly the one that the terms name, for one of these keys. */
    public Optional<FleetKey> open(FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
        if (!isBy(sender, terms)) {
            return Optional.empty();
        }
        return keys.stream()
                .filter(key -> key.publicKey().id().equals(sealingKeyId))
                .findFirst()
                .flatMap(key -> opened(key, terms))
                .filter(key -> key.id().equals(terms.keyId()));
    }

    /** As text. */
    public String toText() {
        return Base64.getEncoder()
                .encodeToString(new CanonicalWriter()
                        .text(sealingKeyId)
                        .bytes(encapsulated)
                        .bytes(ciphertext)
                        .bytes(signature)
                        .toBytes());
    }

    /** What {@link #toText} gave; empty when it is another text. Who sealed it is not checked. */
    public static Optional<SealedFleetKey> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            CanonicalReader in = new CanonicalReader(Base64.getDecoder().decode(text));
            SealedFleetKey sealed =
                    new SealedFleetKey(in.text(ID_BYTES), in.bytes(32, 32), in.bytes(0, MOST), in.bytes(64, 64));
            in.end();
            return Optional.of(sealed);
        } catch (CanonicalReader.Malformed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<FleetKey> opened(OpeningKey key, FleetKeyTerms terms) {
        try {
            byte[] plaintext =
                    Hpke.open(key, info(), encapsulated, terms.additionalData(sealingKeyId, encapsulated), ciphertext);
            try {
                return plaintext.length == FleetKey.BYTES ? Optional.of(FleetKey.of(plaintext)) : Optional.empty();
            } finally {
                Arrays.fill(plaintext, (byte) 0);
            }
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    private static byte[] signed(FleetKeyTerms terms, String keyId, byte[] encapsulated, byte[] ciphertext) {
        return new CanonicalWriter()
                .raw(terms.additionalData(keyId, encapsulated))
                .bytes(ciphertext)
                .toBytes();
    }

    private static byte[] info() {
        return PURPOSE.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "SealedFleetKey";
    }
}
