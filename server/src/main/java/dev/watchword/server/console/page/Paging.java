package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.Elsewhere;
import dev.watchword.server.console.Visit;
import java.util.List;
import java.util.Optional;

/**
 * Where one is in a long list.
 *
 * @param from the number of the first of this part, 0 when there is none
 * @param to the number of the last of this part
 * @param total how many there are
 * @param isMore whether there are more than that, which nobody counted
 * @param before the part before this one
 * @param after the part after this one
 */
public record Paging(
        long from, long to, long total, boolean isMore, Optional<Address> before, Optional<Address> after) {

    /** How many a part holds. */
    static final int SIZE = 50;

    /** How many of the findings that filters leave are counted: more than that is as good as many. */
    static final int COUNTED = 2_000;

    /** Of a place, so that it stays a number. */
    private static final int DIGITS = 9;

    /** The farthest place with so many digits, far behind the last that the API takes. */
    private static final long TOO_FAR = 999_999_999;

    /**
     * Where a page is.
     *
     * @param list the page's address with its filters and without a place
     * @param total how many there are
     * @throws Elsewhere to the last part, when the list has become shorter than the place that was asked for: it must not look empty
     */
    static Paging of(Visit visit, Address list, long total) {
        long offset = offset(visit);
        if (offset > 0 && total > 0 && offset >= total) {
            throw new Elsewhere(at(list, (total - 1) / SIZE * SIZE));
        }
        return new Paging(
                offset < total ? offset + 1 : 0,
                Math.min(total, offset + SIZE),
                total,
                false,
                offset > 0 ? Optional.of(at(list, Math.max(0, Math.min(offset, total) - SIZE))) : Optional.empty(),
                offset + SIZE < total ? Optional.of(at(list, offset + SIZE)) : Optional.empty());
    }

    /** The place that the page's query names; what is no number is the beginning, and the API refuses what is too far. */
    static long offset(Visit visit) {
        String given = visit.query("offset");
        if (!given.matches("[0-9]+")) {
            return 0;
        }
        return given.length() > DIGITS ? TOO_FAR : Long.parseLong(given);
    }

    private static Address at(Address list, long place) {
        return place == 0 ? list : list.with("offset", place);
    }

    /** How many findings are asked for: with one more than is shown, one knows whether there are more. */
    static final int ASKED = SIZE + 1;

    /**
     * Of the findings that were asked for, those that are shown: the one too many is the farthest from the place.
     *
     * @param findings up to {@link #ASKED}
     */
    static List<Finding> shown(Visit visit, List<Finding> findings) {
        int more = Math.max(0, findings.size() - SIZE);
        return isBefore(visit) ? findings.subList(more, findings.size()) : findings.subList(0, findings.size() - more);
    }

    /**
     * Where a page of findings is, which begins beside a finding: so the last page is as near as the first. What the address
     * says of its number is for people alone: the list may have changed since, and whether there is more is what was found.
     *
     * @param list the page's address with its filters and without a place
     * @param total as the API tells it when it counts up to {@link #COUNTED}
     * @param counted whether it is the number however large
     * @param findings up to {@link #ASKED}
     * @throws Elsewhere to the beginning, when nothing is left in that place, or nothing more before it
     */
    static Paging beside(Visit visit, Address list, long total, boolean counted, List<Finding> findings) {
        boolean isBefore = isBefore(visit);
        boolean isPlaced = isBefore || !visit.query("after").isEmpty();
        boolean isFull = findings.size() > SIZE;
        if ((isPlaced && findings.isEmpty() && total > 0) || (isBefore && !isFull && total > 0)) {
            throw new Elsewhere(list);
        }
        if (findings.isEmpty()) {
            return new Paging(0, 0, total, false, Optional.empty(), Optional.empty());
        }
        List<Finding> shown = shown(visit, findings);
        boolean isMore = !counted && total > COUNTED;
        long offset = isPlaced ? offset(visit) : 0;
        long to = offset + shown.size();
        return new Paging(
                offset + 1,
                to,
                isMore ? COUNTED : Math.max(to, total),
                isMore,
                isPlaced ? Optional.of(before(list, offset, shown.getFirst())) : Optional.empty(),
                isFull || isBefore
                        ? Optional.of(list.with("after", place(shown.getLast())).with("offset", to))
                        : Optional.empty());
    }

    private static boolean isBefore(Visit visit) {
        return !visit.query("before").isEmpty();
    }

    private static Address before(Address list, long offset, Finding first) {
        return offset <= SIZE ? list : list.with("before", place(first)).with("offset", offset - SIZE);
    }

    private static String place(Finding finding) {
        return finding.number("first_seen_at") + ","
                + finding.json().path("host_id").asText() + ","
                + finding.json().path("finding_id").asText();
    }
}
