package dev.watchword.benchmark.john;

import dev.watchword.benchmark.john.Work.Format;
import dev.watchword.benchmark.john.Work.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is compared, and the goals. Seconds of John jumbo (bleeding edge of March 2024, AVX512BW, one thread) are its whole runs on
 * the Zen 5 where these were timed, else guesses through its rate there.
 */
final class Works {

    private static final String CRYPT64 = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";
    private static final String CAPITAL_HEX = "0123456789ABCDEF";

    private static final String BCRYPT_12 = "$2b$12$abcdefghijklmnopqrstuuWKmKziSwCptuKrK.5R4vGWqkcq6Ji9a";
    private static final String MYSQL = "*EADE846EFC40994247F55C8C2A4AFF4ABA6CF367";
    private static final String SHA256 = "323725e8eff4df0a4974d6ea8c73017aa6467d94e09382745b7a988cec0fba0a";
    private static final String PBKDF2_SHA256 =
            "$pbkdf2-sha256$20000$AAECAwQFBgcICQoLDA0ODw$u3wJKjoQMwB.J0T9DZ8OfX/wQRNxCbpgLfRzKrYRFw0";
    private static final String PBKDF2_SHA512 = "grub.pbkdf2.sha512.20000.000102030405060708090A0B0C0D0E0F."
            + "29861B02566DA2E60BD756C17BA873315C625F209E18E32C49C79E9063FFF5A4"
            + "EFBCEEFFA55AE55A91EF075B1CC2B85BBBD6DDE79BA5550806C40AE2D2ACE453";

    private Works() {}

    /** All of it, in the order of the table. */
    static List<Work> all() {
        return List.of(
                crypt("sha512crypt", Yardstick.SHA512CRYPT, 1_000, 100, Format.both("sha512crypt", "crypt"), 25.0, 1.6),
                crypt("sha256crypt", Yardstick.SHA256CRYPT, 1_000, 100, Format.both("sha256crypt", "crypt"), 23.8, 1.7),
                crypt("sha512crypt", Yardstick.SHA512CRYPT, 10_000, 1, Format.both("sha512crypt", "crypt"), 18.2, 6),
                crypt("md5crypt", Yardstick.MD5CRYPT, 1_000, 2_000, Format.both("md5crypt", "md5crypt"), 10.9, 1),
                crypt("yescrypt j9T", Yardstick.YESCRYPT, 10, 500, Format.both("crypt", "crypt"), 98.2, 1.8),
                crypt("bcrypt 05", Yardstick.BCRYPT, 100, 100, Format.both("bcrypt", "bcrypt"), 5.95, 1),
                new Work(
                        "bcrypt 12",
                        BCRYPT_12,
                        Pattern.compile("\\$2b\\$12\\$(.{21}).(.{30})."),
                        CRYPT64,
                        10,
                        8,
                        Format.both("bcrypt", "bcrypt"),
                        Yardstick.BCRYPT,
                        6.1,
                        1,
                        Kind.SALTED),
                unsalted("mysql_native", MYSQL, CAPITAL_HEX, "mysql-sha1", 1.48, 1, Kind.UNSALTED),
                unsalted("raw SHA-256", SHA256, HEX, "Raw-SHA256", 1.02, 1, Kind.UNSALTED),
                crypt("descrypt", Yardstick.DESCRYPT, 1_000, 100_000, Format.both("descrypt", "descrypt"), 3.08, 0.3),
                crypt("scrypt `$7$`", Yardstick.SCRYPT, 5, 20, Format.both("scrypt", "crypt"), 16.6, 1),
                new Work(
                        "PBKDF2-SHA256, 20,000 iterations",
                        PBKDF2_SHA256,
                        Pattern.compile("\\$pbkdf2-sha256\\$20000\\$(.{21}).\\$(.{42})."),
                        CRYPT64,
                        100,
                        100,
                        Format.jumboOnly("PBKDF2-HMAC-SHA256"),
                        Yardstick.SHA256CRYPT,
                        6.65,
                        1,
                        Kind.SALTED),
                new Work(
                        "PBKDF2-SHA512, 20,000 iterations",
                        PBKDF2_SHA512,
                        Pattern.compile("grub\\.pbkdf2\\.sha512\\.20000\\.(.{32})\\.(.{128})"),
                        CAPITAL_HEX,
                        100,
                        100,
                        Format.jumboOnly("PBKDF2-HMAC-SHA512"),
                        Yardstick.SHA512CRYPT,
                        15.8,
                        1,
                        Kind.SALTED),
                unsalted("mysql_native, again", MYSQL, CAPITAL_HEX, "mysql-sha1", 1.17, 2, Kind.AGAIN));
    }

    /** A scheme of crypt(3): salts are as long as the planted one, their last char and the digest's carry fewer bits and stay. */
    private static Work crypt(
            String name, Yardstick yardstick, int accounts, int words, Format format, double zenSeconds, double goal) {
        Pattern shape = switch (yardstick) {
            case SHA512CRYPT -> Pattern.compile("\\$6\\$(.{16})\\$(.{85}).");
            case SHA256CRYPT -> Pattern.compile("\\$5\\$(.{16})\\$(.{42}).");
            case MD5CRYPT -> Pattern.compile("\\$1\\$(.{8})\\$(.{21}).");
            case BCRYPT -> Pattern.compile("\\$2b\\$05\\$(.{21}).(.{30}).");
            case YESCRYPT -> Pattern.compile("\\$y\\$j9T\\$(.{21}).\\$(.{42}).");
            case SCRYPT -> Pattern.compile("\\$7\\$CU\\.{4}/\\.{4}(.{16})\\$(.{42}).");
            case DESCRYPT -> Pattern.compile("(.{2})(.{10}).");
        };
        return new Work(
                name,
                yardstick.stored(),
                shape,
                CRYPT64,
                accounts,
                words,
                format,
                yardstick,
                zenSeconds,
                goal,
                Kind.SALTED);
    }

    private static Work unsalted(
            String name, String planted, String alphabet, String format, double zenSeconds, double goal, Kind kind) {
        return new Work(
                name,
                planted,
                Pattern.compile("()\\*?([^*]+)"),
                alphabet,
                1_000_000,
                1_000_000,
                Format.jumboOnly(format),
                Yardstick.SHA256CRYPT,
                zenSeconds,
                goal,
                kind);
    }
}
