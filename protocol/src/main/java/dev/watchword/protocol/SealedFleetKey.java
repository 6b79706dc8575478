package dev.watchword.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A fleet's key on its way from one agent to another, in an {@link Envelope} that the sender signs. The server carries it and cannot open it.
 */
public final class SealedFleetKey {

    /** The longest text of one. */
    public static final int LONGEST = 512;

    static final long VERSION = 1;

    private static final String PURPOSE = "watchword/fleet-key/v1";

    private final Envelope envelope;

    SealedFleetKey(Envelope envelope) {
        this.envelope = envelope;
    }

    /** Seals a key for another agent. */
    public static SealedFleetKey seal(SigningKey sender, SealingKey recipient, FleetKeyTerms terms, FleetKey key) {
        return new SealedFleetKey(Envelope.seal(PURPOSE, sender, recipient, terms, key.toBytes()));
    }

    /** Whether this sender sealed it on these terms, as whoever carries it can tell. */
    public boolean isBy(VerificationKey sender, FleetKeyTerms terms) {
        return envelope.isBy(sender, PURPOSE, terms);
    }

    /** The key, if this sender sealed exactly the one that the terms name, for one of these keys. */
    public Optional<FleetKey> open(FleetKeyTerms terms, List<OpeningKey> keys, VerificationKey sender) {
        if (!isBy(sender, terms)) {
            return Optional.empty();
        }
        return envelope.open(keys, PURPOSE, terms)
                .flatMap(SealedFleetKey::key)
                .filter(key -> key.id().equals(terms.keyId()));
    }

    private static Optional<FleetKey> key(byte[] plaintext) {
        try {
            return plaintext.length == FleetKey.BYTES ? Optional.of(FleetKey.of(plaintext)) : Optional.empty();
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** The id of the {@link SealingKey} that it is sealed with. */
    public String sealingKeyId() {
        return envelope.sealingKeyId();
    }

    Envelope envelope() {
        return envelope;
    }

    /** As text. */
    public String toText() {
        return envelope.toText();
    }

    /** What {@link #toText} gave; empty when it is another text. Who sealed it is not checked. */
    public static Optional<SealedFleetKey> parse(String text) {
        return Envelope.parse(text, LONGEST).map(SealedFleetKey::new);
    }

    @Override
    public String toString() {
        return "SealedFleetKey";
    }
}
