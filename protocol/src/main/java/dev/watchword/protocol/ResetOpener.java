package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * The agent's side: opens a reset that the pinned server sealed for this host, and nothing else. Safe for use by many
 * threads.
 *
 * @param hostId this host's
 * @param openingKeys the present key, and former ones while resets for them may still come
 * @param serverKeys the command keys that the agent trusts: the current and the next
 */
public record ResetOpener(String hostId, List<OpeningKey> openingKeys, Set<VerificationKey> serverKeys) {

    public ResetOpener {
        openingKeys = List.copyOf(openingKeys);
        serverKeys = Set.copyOf(serverKeys);
    }

    /**
     * Opens. The agent makes the new counter durable before it applies the password.
     *
     * @param lastCounter of the newest reset that this agent took, 0 before the first
     * @param now epoch milliseconds
     */
    public ResetOpening open(SealedReset sealed, long lastCounter, long now) {
        ResetTerms terms = sealed.terms();
        byte[] additional = SealedReset.additionalData(terms, sealed.agentKeyId(), sealed.encapsulated());
        byte[] signed = SealedReset.signedBytes(additional, sealed.ciphertext());
        if (serverKeys.stream().noneMatch(key -> key.verifies(SealedReset.PURPOSE, signed, sealed.signature()))) {
            return refused(ResetOpening.Reason.BAD_SIGNATURE);
        }
        if (!terms.hostId().equals(hostId)) {
            return refused(ResetOpening.Reason.WRONG_HOST);
        }
        Optional<OpeningKey> key = openingKeys.stream()
                .filter(each -> each.publicKey().id().equals(sealed.agentKeyId()))
                .findFirst();
        if (key.isEmpty()) {
            return refused(ResetOpening.Reason.WRONG_KEY);
        }
        if (now < terms.notBefore()) {
            return refused(ResetOpening.Reason.NOT_YET);
        }
        if (now >= terms.expires()) {
            return refused(ResetOpening.Reason.EXPIRED);
        }
        if (terms.counter() <= lastCounter) {
            return refused(ResetOpening.Reason.OLD_COUNTER);
        }
        return opened(sealed, key.get(), additional);
    }

    private static ResetOpening opened(SealedReset sealed, OpeningKey key, byte[] additional) {
        byte[] info = SealedReset.PURPOSE.getBytes(StandardCharsets.US_ASCII);
        byte[] padded;
        try {
            padded = Hpke.open(key, info, sealed.encapsulated(), additional, sealed.ciphertext());
        } catch (InvalidCipherTextException e) {
            return refused(ResetOpening.Reason.CANNOT_OPEN);
        }
        Optional<byte[]> password = NewPassword.unpadded(padded);
        Arrays.fill(padded, (byte) 0);
        return password.<ResetOpening>map(bytes -> new ResetOpening.Opened(sealed.terms(), bytes))
                .orElseGet(() -> refused(ResetOpening.Reason.CANNOT_OPEN));
    }

    private static ResetOpening refused(ResetOpening.Reason reason) {
        return new ResetOpening.Refused(reason);
    }

    @Override
    public String toString() {
        return "ResetOpener[" + hostId + "]";
    }
}
