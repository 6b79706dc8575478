package dev.watchword.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registry's login on its way to one scanner, in an {@link Envelope} that the server signs with its command key; the terms are those of the job
 * that carries it.
 */
public final class SealedLogin {

    static final long VERSION = 1;

    private static final String PURPOSE = "watchword/registry-login/v1";
    private static final int LONGEST = 32_768;

    private final Envelope envelope;

    SealedLogin(Envelope envelope) {
        this.envelope = envelope;
    }

    /** Seals a login for a scanner. */
    public static SealedLogin seal(SigningKey server, SealingKey scanner, LoginTerms terms, RegistryLogin login) {
        return new SealedLogin(Envelope.seal(PURPOSE, server, scanner, terms, login.toBytes()));
    }

    /** The login, if a trusted server sealed it for one of these keys on these terms. */
    public Optional<RegistryLogin> open(LoginTerms terms, List<OpeningKey> keys, Set<VerificationKey> servers) {
        if (servers.stream().noneMatch(server -> envelope.isBy(server, PURPOSE, terms))) {
            return Optional.empty();
        }
        return envelope.open(keys, PURPOSE, terms).flatMap(SealedLogin::login);
    }

    private static Optional<RegistryLogin> login(byte[] plaintext) {
        try {
            return RegistryLogin.parse(plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    Envelope envelope() {
        return envelope;
    }

    /** As text. */
    public String toText() {
        return envelope.toText();
    }

    /** What {@link #toText} gave; empty when it is another text. That the server sealed it is not checked. */
    public static Optional<SealedLogin> parse(String text) {
        return Envelope.parse(text, LONGEST).map(SealedLogin::new);
    }

    @Override
    public String toString() {
        return "SealedLogin";
    }
}
