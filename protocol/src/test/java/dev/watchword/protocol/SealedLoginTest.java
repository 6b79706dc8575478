package dev.watchword.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedLoginTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RegistryLogin LOGIN = new RegistryLogin("robot$scan", "Zoë-7/中");
    private static final LoginTerms TERMS = new LoginTerms("a", "j", "l", "registry.example:5000");

    private final SigningKey server = SigningKey.generate(RANDOM);
    private final OpeningKey scanner = OpeningKey.generate(RANDOM);
    private final SealedLogin sealed = SealedLogin.parse(
                    SealedLogin.seal(server, scanner.publicKey(), TERMS, LOGIN).toText())
            .orElseThrow();

    @Test
    void opensForItsScannerOnItsTerms() {
        assertEquals(Optional.of(LOGIN), open(sealed, TERMS));
    }

    @Test
    void opensForNothingElse() {
        assertEquals(Optional.empty(), open(sealed, new LoginTerms("b", "j", "l", "registry.example:5000")));
        assertEquals(Optional.empty(), open(sealed, new LoginTerms("a", "k", "l", "registry.example:5000")));
        assertEquals(Optional.empty(), open(sealed, new LoginTerms("a", "j", "m", "registry.example:5000")));
        assertEquals(Optional.empty(), open(sealed, new LoginTerms("a", "j", "l", "evil.example")));
        OpeningKey other = OpeningKey.generate(RANDOM);
        assertEquals(Optional.empty(), sealed.open(TERMS, List.of(other), Set.of(server.publicKey())));
        SigningKey stranger = SigningKey.generate(RANDOM);
        assertEquals(Optional.empty(), open(SealedLogin.seal(stranger, scanner.publicKey(), TERMS, LOGIN), TERMS));
    }

    /** Whoever knows the scanner's public key can seal for it; only the server can sign. */
    @Test
    void isNothingOnceChanged() {
        Envelope was = sealed.envelope();
        byte[] changed = was.ciphertext().clone();
        changed[0] ^= 1;
        assertEquals(
                Optional.empty(),
                open(
                        new SealedLogin(new Envelope(was.sealingKeyId(), was.encapsulated(), changed, was.signature())),
                        TERMS));
        String text = sealed.toText();
        assertEquals(Optional.empty(), SealedLogin.parse(text.substring(4)));
        assertEquals(Optional.empty(), SealedLogin.parse("*"));
        assertEquals(Optional.empty(), SealedLogin.parse("A".repeat(40_000)));
    }

    @Test
    void printsNoSecret() {
        assertFalse((LOGIN + " " + sealed).contains("Zo"));
        assertFalse(new ImageJob.Word("w1", "Zoe").toString().contains("Zoe"));
    }

    private Optional<RegistryLogin> open(SealedLogin one, LoginTerms terms) {
        return one.open(terms, List.of(scanner), Set.of(server.publicKey()));
    }
}
