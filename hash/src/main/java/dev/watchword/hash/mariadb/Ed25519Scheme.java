package dev.watchword.hash.mariadb;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.List;
import java.util.Optional;

/**
 * MariaDB's ed25519: the public key that Ed25519 makes of the SHA-512 of the password, in 43 chars of base64, without
 * salt. Source: MariaDB 10.11, authentication plugin ed25519.
 */
public final class Ed25519Scheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("mariadb-ed25519");

    /** Measured with the scalar kernel. */
    private static final Cost COST = new Cost(25_000, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "ed25519 (MariaDB 10.1)";
    }

    /** One quick digest, and no salt. */
    @Override
    public boolean obsolete() {
        return true;
    }

    @Override
    public int significantBytes() {
        return Candidates.MAX_BYTES;
    }

    @Override
    public boolean claims(String text) {
        return false;
    }

    @Override
    public Parsed parse(EncodedHash hash) {
        if (hash.length() != PublicKey.CHARS) {
            return new Parsed.Malformed("expected " + PublicKey.CHARS + " chars, found " + hash.length());
        }
        Optional<byte[]> key = PublicKey.read(hash.latin1());
        if (key.isEmpty()) {
            return new Parsed.Malformed("not the base64 of 32 bytes without padding");
        }
        return new Parsed.Readable(new StoredHash(ID, new Ed25519Settings(), new byte[0], key.get(), COST));
    }

    @Override
    public HashKernel newKernel() {
        return new Ed25519Kernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "pQ2x1oVgFHm4wzlpb7wyII5GcqUvewjL2oiPRNdtuhk", "MariaDB 10.11.19"),
                KnownAnswer.of(
                        ID,
                        "secret",
                        "ZIgUREUg5PVgQ6LskhXmO+eZLS0nC8be6HPjYWR4YJY",
                        "MariaDB knowledge base, authentication plugin ed25519"));
    }
}
