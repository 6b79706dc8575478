package dev.watchword.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's side: seals a new password for one agent and signs the whole. Safe for use by many threads.
 *
 * @param commandKey the server's, which agents pin when they enrol
 */
public record ResetSealer(SigningKey commandKey) {

    /** Whether a password can be sealed: 1 to 512 bytes without NUL, CR and LF. */
    public static boolean accepts(byte[] password) {
        return NewPassword.isAllowed(password);
    }

    /**
     * Seals.
     *
     * @param agent the key that the host's agent enrolled
     * @param password UTF-8; stays the caller's, who wipes it
     * @throws IllegalArgumentException when it is not {@link #accepts accepted}
     */
    public SealedReset seal(ResetTerms terms, SealingKey agent, byte[] password) {
        if (!accepts(password)) {
            throw new IllegalArgumentException("a new password has 1 to 512 bytes without NUL, CR and LF");
        }
        byte[] plaintext = NewPassword.padded(password);
        try {
            Hpke.Sealed sealed = Hpke.seal(
                    agent,
                    SealedReset.PURPOSE.getBytes(StandardCharsets.US_ASCII),
                    encapsulated -> SealedReset.additionalData(terms, agent.id(), encapsulated),
                    plaintext);
            byte[] additional = SealedReset.additionalData(terms, agent.id(), sealed.encapsulated());
            byte[] signature =
                    commandKey.sign(SealedReset.PURPOSE, SealedReset.signedBytes(additional, sealed.ciphertext()));
            return new SealedReset(terms, agent.id(), sealed.encapsulated(), sealed.ciphertext(), signature);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Seals characters.
     *
     * @param password stays the caller's, who wipes it
     * @throws IllegalArgumentException when it has no UTF-8, or is not {@link #accepts accepted}
     */
    public SealedReset seal(ResetTerms terms, SealingKey agent, char[] password) {
        byte[] bytes = utf8(password);
        try {
            return seal(terms, agent, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] utf8(char[] password) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(password));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a password of half a surrogate pair has no UTF-8");
        }
    }

    @Override
    public String toString() {
        return "ResetSealer";
    }
}
