package dev.watchword.account.file;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a line of a hash file looks like. */
enum LineShape {
    /** Nine fields of shadow(5), the third to the eighth numbers or empty. */
    SHADOW,
    /** Seven fields of passwd(5), the third and fourth numbers. */
    PASSWD,
    /** {@code user:rid:lm:nt:::} of Windows password dumps. */
    PWDUMP,
    /** {@code user:realm:digest} of Apache's htdigest. */
    HTDIGEST,
    /** {@code user:hash}. */
    USER_AND_HASH,
    /** A hash alone. */
    BARE;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern HEX32 = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Pattern LM_OR_NT = Pattern.compile("[0-9A-Fa-f]{32}|NO PASSWORD\\*+|\\**");

    static LineShape of(String[] fields) {
        if (fields.length == 1) {
            return BARE;
        }
        if (fields.length == 9 && IntStream.range(2, 8).allMatch(i -> isNumberOrEmpty(fields[i]))) {
            return SHADOW;
        }
        if (fields.length == 7 && isNumber(fields[2]) && isNumber(fields[3])) {
            return PASSWD;
        }
        if (fields.length >= 4 && isNumber(fields[1]) && isLmOrNt(fields[2]) && isLmOrNt(fields[3])) {
            return PWDUMP;
        }
        return fields.length == 3 && HEX32.matcher(fields[2]).matches() ? HTDIGEST : USER_AND_HASH;
    }

    /** Whether a field holds an LM or NT hash, and not a word that there is none. */
    static boolean isHash(String field) {
        return HEX32.matcher(field).matches();
    }

    private static boolean isLmOrNt(String field) {
        return LM_OR_NT.matcher(field).matches();
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    private static boolean isNumberOrEmpty(String field) {
        return field.isEmpty() || isNumber(field);
    }
}
