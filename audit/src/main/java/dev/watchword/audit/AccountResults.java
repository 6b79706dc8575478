package dev.watchword.audit;

import java.util.AbstractList;
import java.util.RandomAccess;

/** What became of each row, made when it is looked at. */
final class AccountResults extends AbstractList<AccountResult> implements RandomAccess {

    private final Rows rows;

    AccountResults(Rows rows) {
        this.rows = rows;
    }

    @Override
    public AccountResult get(int row) {
        return new AccountResult(rows.account(row), rows.scheme(row), rows.coverage(row), rows.note(row));
    }

    @Override
    public int size() {
        return rows.size();
    }
}
