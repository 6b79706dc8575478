package dev.watchword.audit;

import dev.watchword.hash.EncodedHash;
import java.util.Arrays;
import java.util.List;

/**
 * Stored texts that may be of several schemes, such as 32 hex digits: an NT hash or an MD5 digest. Each reading is a row, because each is
 * tested by itself, but they are one password: the reading that was matched disproves the others, and as long as none was, the first row
 * speaks for all. Looked at once the walk is over.
 */
final class Readings {

    private final Rows rows;

    Readings(Rows rows) {
        this.rows = rows;
    }

    /** Whether another row says what there is to say of this row's stored text. */
    boolean isSilent(int row) {
        if (!rows.hasSiblings(row) || !rows.tested(row)) {
            return false;
        }
        boolean matched = isMatched(row);
        return others(row).stream().anyMatch(other -> isMatched(other) == matched ? other < row : !matched);
    }

    /** The scheme of a row that speaks; every one that it may be as long as no reading was matched. */
    String scheme(int row) {
        return isMatched(row)
                ? rows.scheme(row)
                : others(row).stream()
                        .map(rows::scheme)
                        .reduce(rows.scheme(row), (before, other) -> before + " or " + other);
    }

    /** How far a row that speaks was tested: in all of its readings as long as none was matched. */
    Coverage coverage(int row) {
        return isMatched(row)
                ? rows.coverage(row)
                : others(row).stream()
                        .map(rows::coverage)
                        .reduce(
                                rows.coverage(row),
                                (before, other) -> new Coverage(
                                        before.tried() + other.tried(), before.planned() + other.planned()));
    }

    private boolean isMatched(int row) {
        return rows.remembered(row).match().isPresent();
    }

    /** The rows of the same text, read by other schemes. */
    private List<Integer> others(int row) {
        if (!rows.hasSiblings(row)) {
            return List.of();
        }
        EncodedHash own = rows.encoded(row);
        return rows.siblings(row)
                .filter(other -> other != row && rows.tested(other))
                .filter(other -> isReading(rows.encoded(other), own))
                .boxed()
                .toList();
    }

    private static boolean isReading(EncodedHash one, EncodedHash two) {
        return !one.scheme().equals(two.scheme()) && Arrays.equals(one.text(), two.text());
    }
}
