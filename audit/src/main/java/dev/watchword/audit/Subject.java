package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.audit.memory.KnownMatch;
import dev.watchword.audit.memory.Progress;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.hash.EncodedHash;
import java.util.Optional;

/**
 * One stored password under test, and how far the test has come: a look at a row of {@link Rows}. Guarded by the schedule's lock once
 * the walk begins.
 */
record Subject(Rows rows, int row) {

    Account account() {
        return rows.account(row);
    }

    EncodedHash encoded() {
        return rows.encoded(row);
    }

    /** Its place in the memory. */
    int place() {
        return rows.place(row);
    }

    Remembered remembered() {
        return rows.remembered(row);
    }

    void remember(Remembered what) {
        rows.remember(row, what);
    }

    Progress progress() {
        return remembered().progress();
    }

    Optional<KnownMatch> match() {
        return remembered().match();
    }

    void match(KnownMatch found) {
        remember(remembered().with(found));
    }

    boolean matched() {
        return match().isPresent();
    }

    Coverage coverage() {
        return rows.coverage(row);
    }

    void coverage(Coverage reached) {
        rows.cover(row, reached);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject that && that.row == row && that.rows == rows;
    }

    @Override
    public int hashCode() {
        return row;
    }

    @Override
    public String toString() {
        return "Subject[" + row + "]";
    }
}
