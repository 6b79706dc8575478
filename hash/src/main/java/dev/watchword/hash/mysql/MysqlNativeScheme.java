package dev.watchword.hash.mysql;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.Cost;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.KnownAnswer;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.util.HexFormat;
import java.util.List;

/**
 * mysql_native_password of MySQL 4.1 to 8 and of MariaDB: {@code *} and the SHA-1 of the password's SHA-1 in 40 hex
 * digits, without salt. Source: {@code PASSWORD()} of MariaDB 10.11.
 */
public final class MysqlNativeScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("mysql-native");

    private static final char MARK = '*';
    private static final int TEXT_CHARS = 1 + 2 * MysqlNativeSettings.DIGEST_BYTES;

    private static final Parsed MALFORMED = new Parsed.Malformed("expected " + MARK + " and hex digits");
    private static final MysqlNativeSettings SETTINGS = new MysqlNativeSettings();
    private static final byte[] NO_SALT = new byte[0];

    /** Measured with the scalar kernel. */
    private static final Cost COST = new Cost(250, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "mysql_native_password (MySQL 4.1, MariaDB)";
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
        if (hash.length() != TEXT_CHARS) {
            return new Parsed.Malformed("expected " + TEXT_CHARS + " chars, found " + hash.length());
        }
        String text = hash.latin1();
        if (text.charAt(0) != MARK) {
            return MALFORMED;
        }
        byte[] digest = new byte[MysqlNativeSettings.DIGEST_BYTES];
        for (int i = 0; i < digest.length; i++) {
            char high = text.charAt(2 * i + 1);
            char low = text.charAt(2 * i + 2);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return MALFORMED;
            }
            digest[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return new Parsed.Readable(new StoredHash(ID, SETTINGS, NO_SALT, digest, COST));
    }

    @Override
    public HashKernel newKernel() {
        return new MysqlNativeKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(
                        ID,
                        "Summer2024!",
                        "*EADE846EFC40994247F55C8C2A4AFF4ABA6CF367",
                        "PASSWORD() of MariaDB 10.11.19"),
                KnownAnswer.of(
                        ID,
                        "mypass",
                        "*6c8989366eaf75bb670ad8ea7a7fc1176a95cef4",
                        "MySQL manual, password hashing in MySQL; in small letters, which the server reads too"));
    }
}
