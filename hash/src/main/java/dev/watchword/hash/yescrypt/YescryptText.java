package dev.watchword.hash.yescrypt;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.scrypt.ScryptScheme;
import dev.watchword.hash.scrypt.SixBits;
import dev.watchword.hash.yescrypt.YescryptSettings.Flavour;
import java.util.Optional;

/**
 * Reads a yescrypt text. Its parameters are numbers of one to six digits of {@link SixBits}, whose first digit tells how
 * many follow. Digits up to 47 stand alone; the next 8 lead one more digit, the next 4 two more, and so on, so that no
 * number has two spellings.
 */
final class YescryptText {

    static final String MARK = "$y$";

    private static final int MOST_SALT_BYTES = 64;
    private static final int LAST_SINGLE_DIGIT = 47;
    private static final int CLASSIC = 0;
    private static final int WRITE_ONCE = 1;

    /** Read-write with 6 rounds, 4 lanes of 2 words and 12 KiB of S-boxes: the only pwxform that was ever built. */
    private static final int READ_WRITE = 47;

    private static final int HAS_P = 1;
    private static final int HAS_T = 2;
    private static final int HAS_G = 4;
    private static final int HAS_ROM = 8;

    private final String text;
    private int at;

    private YescryptText(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** The parameters read, or why there are none. */
    sealed interface Outcome {}

    /** @param saltStart where the salt begins, behind the {@code $} that ends the parameters */
    record Settled(YescryptSettings settings, int saltStart) implements Outcome {}

    record Refused(String reason) implements Outcome {}

    /** A whole text read, or why it cannot be. */
    sealed interface Reading {}

    /**
     * A text's parts.
     *
     * @param head mark and parameters with the {@code $} behind them
     * @param saltDigits the salt as it stands
     * @param salt the bytes that it spells
     */
    record Whole(YescryptSettings settings, String head, String saltDigits, byte[] salt, byte[] digest)
            implements Reading {}

    record Unread(String reason) implements Reading {}

    /** Reads mark, parameters, the salt of 0 to {@value #MOST_SALT_BYTES} bytes, and the digest of 32. */
    static Reading whole(EncodedHash hash, String mark) {
        if (hash.length() > ScryptScheme.MOST_CHARS) {
            return new Unread("longer than the " + ScryptScheme.MOST_CHARS + " chars that crypt(3) reads");
        }
        String text = hash.latin1();
        if (!text.startsWith(mark)) {
            return new Unread("does not start with " + mark);
        }
        return switch (settings(text, mark.length())) {
            case Refused refused -> new Unread(refused.reason());
            case Settled settled -> whole(text, settled);
        };
    }

    private static Reading whole(String text, Settled settled) {
        int end = text.lastIndexOf('$');
        if (end < settled.saltStart()) {
            return new Unread("no $ between salt and digest");
        }
        String digits = text.substring(settled.saltStart(), end);
        Optional<byte[]> salt = SixBits.decode(digits);
        if (salt.isEmpty() || salt.get().length > MOST_SALT_BYTES) {
            return new Unread("salt does not spell 0 to " + MOST_SALT_BYTES + " bytes");
        }
        Optional<byte[]> digest = ScryptScheme.digest(text.substring(end + 1));
        if (digest.isEmpty()) {
            return new Unread("43 digits of a 32-byte digest expected after the last $");
        }
        return new Whole(settled.settings(), text.substring(0, settled.saltStart()), digits, salt.get(), digest.get());
    }

    /** Reads the parameters of a text that starts with {@link #MARK}. */
    static Outcome settings(String text) {
        return settings(text, MARK.length());
    }

    /** Reads the parameters that start at an index. */
    static Outcome settings(String text, int start) {
        return new YescryptText(text, start).settings();
    }

    private Outcome settings() {
        long flavour = number(0);
        long log2 = number(1);
        long r = number(1);
        long p = 1;
        long t = 0;
        if (at < text.length() && text.charAt(at) != '$') {
            long has = number(1);
            p = (has & HAS_P) != 0 ? number(2) : 1;
            t = (has & HAS_T) != 0 ? number(1) : 0;
            if (has >= 0 && (has & (HAS_G | HAS_ROM)) != 0) {
                return new Refused("asks for hash upgrades or a ROM, which crypt(3) does not have");
            }
            r = has < 0 ? has : r;
        }
        if (flavour < 0 || log2 < 0 || r < 0 || p < 0 || t < 0) {
            return new Refused("a number of the parameters is not spelled in digits");
        }
        if (at >= text.length() || text.charAt(at) != '$') {
            return new Refused("no $ after the parameters");
        }
        return checked(flavour, log2, r, p, t);
    }

    private Outcome checked(long flavour, long log2, long r, long p, long t) {
        if (flavour != CLASSIC && flavour != WRITE_ONCE && flavour != READ_WRITE) {
            return new Refused("flavour " + flavour + ", expected 0, 1 or 47");
        }
        if (log2 < 2 || log2 > 31) {
            return new Refused("N = 2^" + log2 + ", expected 2^2 to 2^31");
        }
        if (r * p >= 1 << 30) {
            return new Refused("r = " + r + " and p = " + p + ", expected a product below 2^30");
        }
        if (flavour == CLASSIC && t != 0) {
            return new Refused("t = " + t + ", expected 0 in the classic flavour");
        }
        if (flavour == READ_WRITE && (1L << log2) / p < 4) {
            return new Refused("N = 2^" + log2 + " for p = " + p + ", expected 4 blocks or more for each");
        }
        return new Settled(new YescryptSettings(named(flavour), 1L << log2, (int) r, (int) p, (int) t), at + 1);
    }

    private static Flavour named(long flavour) {
        if (flavour == CLASSIC) {
            return Flavour.CLASSIC;
        }
        return flavour == WRITE_ONCE ? Flavour.WRITE_ONCE : Flavour.READ_WRITE;
    }

    /** The number that stands next, counted from {@code least}, or -1. */
    private long number(int least) {
        if (at >= text.length()) {
            return -1;
        }
        int first = SixBits.value(text.charAt(at++));
        if (first < 0) {
            return -1;
        }
        int start = 0;
        int end = LAST_SINGLE_DIGIT;
        int more = 0;
        long number = least;
        while (first > end) {
            number += (long) (end + 1 - start) << (6 * more);
            start = end + 1;
            end = start + (62 - end) / 2;
            more++;
        }
        number += (long) (first - start) << (6 * more);
        return plusFollowing(number, more);
    }

    /** Digits after the first stand with the highest bits first. */
    private long plusFollowing(long number, int more) {
        long following = 0;
        for (int i = 0; i < more; i++) {
            int value = at < text.length() ? SixBits.value(text.charAt(at++)) : -1;
            if (value < 0) {
                return -1;
            }
            following = following << 6 | value;
        }
        return number + following;
    }
}
