package dev.watchword.server.auditlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed statement: up to this entry the log was whole, and this was its last line's digest. Whoever keeps a copy
 * elsewhere can prove later that the log was cut or rewritten. Ed25519 (RFC 8032).
 *
 * @param seq the last entry that it covers
 * @param at epoch milliseconds
 * @param head the digest of that entry's line
 * @param signature Base64
 */
public record Checkpoint(long seq, long at, String head, String signature) {

    static Checkpoint signed(long seq, long at, String head, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(said(seq, at, head));
            return new Checkpoint(seq, at, head, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing", e);
        }
    }

    /** Whether the server with this key said so. */
    boolean isBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(said(seq, at, head));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** As one line of JSON. */
    String text() {
        return "{\"at\":%d,\"head\":\"%s\",\"seq\":%d,\"signature\":\"%s\"}".formatted(at, head, seq, signature);
    }

    /** Reads {@link #text()}. */
    static Optional<Checkpoint> parse(String text) {
        Map<String, String> read = Line.read(text).orElse(Map.of());
        if (!read.keySet().containsAll(List.of("at", "head", "seq", "signature"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(
                    Long.parseLong(read.getOrDefault("seq", "")),
                    Long.parseLong(read.getOrDefault("at", "")),
                    read.getOrDefault("head", ""),
                    read.getOrDefault("signature", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] said(long seq, long at, String head) {
        return ("watchword audit checkpoint v1\n" + seq + "\n" + at + "\n" + head).getBytes(StandardCharsets.UTF_8);
    }
}
