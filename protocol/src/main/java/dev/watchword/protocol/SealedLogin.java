package dev.watchword.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * A registry's login on its way to one scanner: HPKE for the scanner's key, bound to its terms, signed as a whole by the
 * server. What travels is the sealing key's id, the encapsulated key, the ciphertext and the signature, in canonical form
 * and then in Base64; the terms are those of the job that carries it.
 *
 * @param keyId the id of the {@link SealingKey} that it is sealed with
 * @param encapsulated 32 bytes
 * @param ciphertext with its tag
 * @param signature 64 bytes, by the server's command key
 */
public record SealedLogin(String keyId, byte[] encapsulated, byte[] ciphertext, byte[] signature) {

    static final long VERSION = 1;

    private static final String PURPOSE = "watchword/registry-login/v1";
    private static final int ID_BYTES = 64;
    private static final int MOST = 16_384;

    /** Seals a login for a scanner. */
    public static SealedLogin seal(SigningKey server, SealingKey scanner, LoginTerms terms, RegistryLogin login) {
        byte[] plaintext = login.toBytes();
        try {
            Hpke.Sealed sealed = Hpke.seal(
                    scanner, info(), encapsulated -> terms.additionalData(scanner.id(), encapsulated), plaintext);
            byte[] signed = signed(terms, scanner.id(), sealed.encapsulated(), sealed.ciphertext());
            return new SealedLogin(
                    scanner.id(), sealed.encapsulated(), sealed.ciphertext(), server.sign(PURPOSE, signed));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** The login, if a trusted server sealed it for one of these keys on these terms. */
    public Optional<RegistryLogin> open(LoginTerms terms, List<OpeningKey> keys, Set<VerificationKey> servers) {
        byte[] signed = signed(terms, keyId, encapsulated, ciphertext);
        if (servers.stream().noneMatch(server -> server.verifies(PURPOSE, signed, signature))) {
            return Optional.empty();
        }
        return keys.stream()
                .filter(key -> key.publicKey().id().equals(keyId))
                .findFirst()
                .flatMap(key -> opened(key, terms));
    }

    /** As text. */
    public String toText() {
        return Base64.getEncoder()
                .encodeToString(new CanonicalWriter()
                        .text(keyId)
                        .bytes(encapsulated)
                        .bytes(ciphertext)
                        .bytes(signature)
                        .toBytes());
    }

    /** What {@link #toText} gave; empty when it is another text. That the server sealed it is not checked. */
    public static Optional<SealedLogin> parse(String text) {
        if (text.length() > 2 * MOST) {
            return Optional.empty();
        }
        try {
            CanonicalReader in = new CanonicalReader(Base64.getDecoder().decode(text));
            SealedLogin sealed =
                    new SealedLogin(in.text(ID_BYTES), in.bytes(32, 32), in.bytes(0, MOST), in.bytes(64, 64));
            in.end();
            return Optional.of(sealed);
        } catch (CanonicalReader.Malformed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<RegistryLogin> opened(OpeningKey key, LoginTerms terms) {
        try {
            byte[] plaintext =
                    Hpke.open(key, info(), encapsulated, terms.additionalData(keyId, encapsulated), ciphertext);
            Optional<RegistryLogin> login = RegistryLogin.parse(plaintext);
            Arrays.fill(plaintext, (byte) 0);
            return login;
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    private static byte[] signed(LoginTerms terms, String keyId, byte[] encapsulated, byte[] ciphertext) {
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
        return "SealedLogin";
    }
}
