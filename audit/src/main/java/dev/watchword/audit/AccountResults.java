package dev.watchword.audit;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** What became of each row that has something to say, made when it is looked at. */
final class AccountResults extends AbstractList<AccountResult> implements RandomAccess {

    private final Rows rows;
    private final Readings readings;

    /** The rows that others speak for, in their order: hardly ever any. */
    private final Ints silent = new Ints(0);

    AccountResults(Rows rows) {
        this.rows = rows;
        this.readings = new Readings(rows);
        for (int row = 0; row < rows.size(); row++) {
            if (readings.isSilent(row)) {
                silent.add(row);
            }
        }
    }

    @Override
    public AccountResult get(int place) {
        Objects.checkIndex(place, size());
        int row = row(place);
        return new AccountResult(rows.account(row), readings.scheme(row), readings.coverage(row), rows.note(row));
    }

    /** The row at a place among those that speak: as many further on as silent ones come before it. */
    private int row(int place) {
        int from = 0;
        int to = silent.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (silent.get(middle) - middle <= place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return place + from;
    }

    @Override
    public int size() {
        return rows.size() - silent.size();
    }
}
