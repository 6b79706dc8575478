package dev.watchword.hash.mariadb;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * MariaDB's PARSEC: {@code P}, a digit from 0 to 3, {@code :}, 18 bytes of salt in base64, {@code :}, and the public key
 * of Ed25519 in base64 without padding; the digit doubles 1,024 iterations of PBKDF2-HMAC-SHA512. Sources: MariaDB's page
 * on the plugin and the lengths and limits of its sources (12.0). No server was at hand to compare with.
 */
public final class ParsecScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("mariadb-parsec");

    private static final int SALT_START = 3;
    private static final int SALT_CHARS = 24;
    private static final int KEY_START = SALT_START + SALT_CHARS + 1;
    private static final int TEXT_CHARS = KEY_START + PublicKey.CHARS;

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "PARSEC (MariaDB 11.6)";
    }

    @Override
    public boolean obsolete() {
        return false;
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
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        int factor = text.charAt(1) - '0';
        if (text.charAt(0) != 'P' || factor < 0 || factor > ParsecSettings.MOST_FACTOR) {
            return new Parsed.Malformed("expected P and a digit from 0 to " + ParsecSettings.MOST_FACTOR);
        }
        if (text.charAt(SALT_START - 1) != ':' || text.charAt(KEY_START - 1) != ':') {
            return new Parsed.Malformed("expected : before salt and key");
        }
        Optional<byte[]> salt = salt(text.substring(SALT_START, KEY_START - 1));
        Optional<byte[]> key = PublicKey.read(text.substring(KEY_START));
        if (salt.isEmpty() || key.isEmpty()) {
            return new Parsed.Malformed("salt or key is not the base64 of 18 or 32 bytes");
        }
        ParsecSettings settings = new ParsecSettings(factor);
        return new Parsed.Readable(new StoredHash(ID, settings, salt.get(), key.get(), settings.cost()));
    }

    private static Optional<byte[]> salt(String base64) {
        if (base64.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public HashKernel newKernel() {
        return new ParsecKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        String python = "computed with Python: hashlib, and the curve of RFC 8032 in whole numbers";
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "P0:AAECAwQFBgcICQoLDA0ODxAR:WxhU5l5dMcV13MSQ5mA6NdaIMBvYShKMiK+z2Ktq+YM",
                        python),
                KnownAnswer.of(
                        ID, "", "P1:/+7dzLuqmYh3ZlVEMyIRAKq7:S6VSG4/EOvGQ5Eg0zPIJwaQi3t7nyPV7nD/ggv0XKok", python));
    }
}
