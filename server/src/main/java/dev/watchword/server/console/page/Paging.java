package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.Elsewhere;
import dev.watchword.server.console.Visit;

/**
 * Where one is in a long list.
 *
 * @param list the page's address with its filters and without a place
 * @param total how many there are
 * @param offset how many stand before this part
 */
public record Paging(Address list, long total, long offset) {

    /** How many a part holds. */
    static final int SIZE = 50;

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
            long last = (total - 1) / SIZE * SIZE;
            throw new Elsewhere(last == 0 ? list : list.with("offset", last));
        }
        return new Paging(list, total, offset);
    }

    /** The place that the page's query names; what is no number is the beginning. */
    static long offset(Visit visit) {
        String given = visit.query("offset");
        return given.matches("[0-9]{1,9}") ? Long.parseLong(given) : 0;
    }

    /** The number of the first of this part, 0 when there is none. */
    public long from() {
        return offset < total ? offset + 1 : 0;
    }

    /** The number of the last of this part. */
    public long to() {
        return Math.min(total, offset + SIZE);
    }

    /** Whether there is a part before this one. */
    public boolean hasBefore() {
        return offset > 0;
    }

    /** Whether there is a part after this one. */
    public boolean hasAfter() {
        return offset + SIZE < total;
    }

    /** The part before this one. */
    public String before() {
        return at(Math.max(0, Math.min(offset, total) - SIZE));
    }

    /** The part after this one. */
    public String after() {
        return at(offset + SIZE);
    }

    private String at(long place) {
        return (place == 0 ? list : list.with("offset", place)).toString();
    }
}
