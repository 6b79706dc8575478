package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * Every stored password met, and every account without any, in the order of the accounts: the rows of the report. They are columns, as a
 * store may hold a million of them that differ in name and hash alone; a {@link Subject} is a way to look at one. Guarded by the schedule's
 * lock once the walk begins.
 */
final class Rows {

    /** What many rows have in common. */
    private record Kind(String scheme, String note, boolean tested, boolean obsolete) {}

    private final PackedAccounts accounts;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Kind, Integer> kindNumbers = new HashMap<>();
    private int lastKind = -1;

    /** Of each row; empty as long as each account has one row, whose number is its own. */
    private Ints account = new Ints(0);

    private int size;
    private final Ints kind;
    private final Ints place;
    private Remembered[] remembered;
    private Coverage[] coverage;

    Rows(PackedAccounts accounts) {
        this.accounts = accounts;
        this.kind = new Ints(accounts.size());
        this.place = new Ints(accounts.size());
        this.remembered = new Remembered[accounts.size()];
        this.coverage = new Coverage[accounts.size()];
    }

    /** Adds a row of an account that nothing is tested of. The accounts come in their order. */
    void add(int ofAccount, String scheme, String note) {
        add(ofAccount, new Kind(scheme, note, false, false), -1, Remembered.NOTHING, Coverage.NOTHING);
    }

    /**
     * Adds a stored password to be tested.
     *
     * @param inMemory its place in the memory
     * @param known what the memory knows of it
     */
    Subject add(int ofAccount, HashScheme scheme, int inMemory, Remembered known, Coverage before) {
        add(ofAccount, new Kind(scheme.id().name(), "", true, scheme.obsolete()), inMemory, known, before);
        return new Subject(this, size - 1);
    }

    private void add(int ofAccount, Kind what, int inMemory, Remembered known, Coverage before) {
        int row = size;
        if (row == remembered.length) {
            remembered = Arrays.copyOf(remembered, row + (row >> 2) + 4);
            coverage = Arrays.copyOf(coverage, remembered.length);
        }
        if (lastKind < 0 || !kinds.get(lastKind).equals(what)) {
            lastKind = kindNumbers.computeIfAbsent(what, k -> {
                kinds.add(k);
                return kinds.size() - 1;
            });
        }
        if (ofAccount != row && account.size() == 0) {
            account = new Ints(accounts.size());
            for (int i = 0; i < row; i++) {
                account.add(i);
            }
        }
        if (account.size() > 0) {
            account.add(ofAccount);
        }
        size++;
        kind.add(lastKind);
        place.add(inMemory);
        remembered[row] = known;
        coverage[row] = before;
    }

    int size() {
        return size;
    }

    /** About how many rows there will be. */
    int expected() {
        return accounts.size();
    }

    /** Whether a row is a stored password that can be tested. */
    boolean tested(int row) {
        return kinds.get(kind.get(row)).tested();
    }

    /** Whether the row's scheme is to be left, whatever the password is. */
    boolean obsolete(int row) {
        return kinds.get(kind.get(row)).obsolete();
    }

    String scheme(int row) {
        return kinds.get(kind.get(row)).scheme();
    }

    String note(int row) {
        return kinds.get(kind.get(row)).note();
    }

    Account account(int row) {
        return accounts.get(accountNumber(row));
    }

    private int accountNumber(int row) {
        return account.size() == 0 ? row : account.get(row);
    }

    /** As the accounts' names compare. */
    int compareNames(int row, int other) {
        return accounts.compareNames(accountNumber(row), accountNumber(other));
    }

    /** As the places where the accounts stand compare, written as in reports. */
    int compareStores(int row, int other) {
        return accounts.compareStores(accountNumber(row), accountNumber(other));
    }

    /** The row's stored password: rows of one account stand together, in the order of its passwords. */
    EncodedHash encoded(int row) {
        return account(row).credentials().get(row - firstOf(accountNumber(row)));
    }

    /** Whether the row's account has others. */
    boolean hasSiblings(int row) {
        if (account.size() == 0) {
            return false;
        }
        int own = account.get(row);
        return (row > 0 && account.get(row - 1) == own) || (row + 1 < size && account.get(row + 1) == own);
    }

    /** All rows of the row's account. */
    IntStream siblings(int row) {
        int own = accountNumber(row);
        return IntStream.iterate(firstOf(own), at -> at < size && accountNumber(at) == own, at -> at + 1);
    }

    private int firstOf(int ofAccount) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (accountNumber(middle) < ofAccount) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    int place(int row) {
        return place.get(row);
    }

    Remembered remembered(int row) {
        return remembered[row];
    }

    void remember(int row, Remembered what) {
        remembered[row] = what;
    }

    Coverage coverage(int row) {
        return coverage[row];
    }

    void cover(int row, Coverage reached) {
        coverage[row] = reached;
    }

    /** Some of the rows as subjects. */
    List<Subject> subjects(Ints rows) {
        return new Subjects(this, rows);
    }

    private static final class Subjects extends AbstractList<Subject> implements RandomAccess {

        private final Rows all;
        private final Ints rows;

        Subjects(Rows all, Ints rows) {
            this.all = all;
            this.rows = rows;
        }

        @Override
        public Subject get(int index) {
            return new Subject(all, rows.get(index));
        }

        @Override
        public int size() {
            return rows.size();
        }
    }
}
