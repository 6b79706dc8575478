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
 * What MySQL stored before version 4.1: two numbers of 31 bits in 16 hex digits, without salt. Blanks and tabs of the
 * password count for nothing. Source: {@code OLD_PASSWORD()} of MariaDB 10.11.
 */
public final class MysqlOldScheme implements HashScheme {

    public static final SchemeId ID = new SchemeId("mysql-old");

    private static final int DIGITS = 2 * MysqlOldSettings.DIGEST_BYTES;

    /** Measured with the scalar kernel. */
    private static final Cost COST = new Cost(60, 0);

    @Override
    public SchemeId id() {
        return ID;
    }

    @Override
    public String title() {
        return "mysql_old_password (MySQL before 4.1)";
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
        if (hash.length() != DIGITS) {
            return new Parsed.Malformed("expected " + DIGITS + " hex digits, found " + hash.length() + " chars");
        }
        String text = hash.latin1();
        if (!text.chars().allMatch(HexFormat::isHexDigit)) {
            return new Parsed.Malformed("a char that is no hex digit");
        }
        byte[] digest = HexFormat.of().parseHex(text);
        if (digest[0] < 0 || digest[4] < 0) {
            return new Parsed.Malformed("one of the two numbers has more than 31 bits");
        }
        return new Parsed.Readable(new StoredHash(ID, new MysqlOldSettings(), new byte[0], digest, COST));
    }

    @Override
    public HashKernel newKernel() {
        return new MysqlOldKernel();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
        return List.of(
                KnownAnswer.of(ID, "Summer2024!", "5862fe18287c318b", "OLD_PASSWORD() of MariaDB 10.11.19"),
                KnownAnswer.of(ID, "mypass", "6f8c114b58f2ce9e", "MySQL manual, password hashing in MySQL"),
                KnownAnswer.of(ID, "mypass", "6F8C114B58F2CE9E", "the same in capitals, which the server reads too"));
    }
}
