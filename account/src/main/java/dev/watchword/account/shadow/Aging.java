package dev.watchword.account.shadow;

import dev.watchword.account.Fields;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The dates of a shadow line, in days since 1970-01-01 or in days; -1 where the line has none. What they mean follows the
 * account check of Linux-PAM's pam_unix.
 *
 * @param lastChange day of the password's last change; 0 asks for a change at the next login
 * @param maximum days for which a password is good
 * @param inactive days after those in which a login still works if the password is changed in it
 * @param expires first day on which the account is refused; 0 is the first day of 1970, as {@code chage -E 0} wants it
 */
record Aging(long lastChange, long maximum, long inactive, long expires) {

    /** Nothing is limited. */
    static final Aging NONE = new Aging(-1, -1, -1, -1);

    /** Longer than any date that is meant: the year 10183, which also keeps sums in range. */
    private static final long LATEST = 3_000_000;

    Aging {
        lastChange = meant(lastChange);
        maximum = meant(maximum);
        inactive = meant(inactive);
        expires = meant(expires);
    }

    static Aging of(Fields shadow) {
        return new Aging(shadow.number(3, -1), shadow.number(5, -1), shadow.number(7, -1), shadow.number(8, -1));
    }

    private static long meant(long days) {
        return days < 0 || days > LATEST ? -1 : days;
    }

    /** The first day on which a login is refused whatever the password, if that day has come. */
    Optional<LocalDate> refusedSince(LocalDate today) {
        if (expires >= 0 && expires <= today.toEpochDay()) {
            return Optional.of(LocalDate.ofEpochDay(expires));
        }
        if (lastChange <= 0 || maximum < 0 || inactive < 0) {
            return Optional.empty();
        }
        long since = lastChange + maximum + inactive + 1;
        return since <= today.toEpochDay() ? Optional.of(LocalDate.ofEpochDay(since)) : Optional.empty();
    }

    /** The day of the last change, when it is known and not in the future. */
    Optional<LocalDate> lastChanged(LocalDate today) {
        return lastChange > 0 && lastChange <= today.toEpochDay()
                ? Optional.of(LocalDate.ofEpochDay(lastChange))
                : Optional.empty();
    }
}
