package dev.watchword.hash.plain;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import dev.watchword.hash.digest.DigestKernel;
import dev.watchword.hash.digest.DigestSettings;
import dev.watchword.hash.digest.DigestVariant;
import java.util.List;

/**
 * A password stored as it is. Parsing replaces it by its SHA-256, and a guess is compared by its own, so that nothing of
 * the clear text stays behind in the parsed value. Any bytes are a password, none too.
 */
public final class PlainScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("plain");

    private static final DigestVariant SHA256 = DigestVariant.of("SHA-256");
    private static final DigestSettings SETTINGS = DigestSettings.of(SHA256);
    private static final Cost COST = new Cost(250, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "clear text";
    }

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
        byte[] digest = SHA256.newDigest().digest(hash.text());
        return new Parsed.Readable(new StoredHash(ID, SETTINGS, new byte[0], digest, COST));
    }

    @Override
    public HashKernel newKernel() {
        return new DigestKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "Summer2024!", "a password is its own stored form"),
                KnownAnswer.of(ID, "", "", "an empty requirepass"));
    }
}
