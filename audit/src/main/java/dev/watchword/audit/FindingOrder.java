package dev.watchword.audit;

import dev.watchword.account.Account;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Puts findings in order, the most urgent first, then by service, name, store and weakness. A finding stands here as the row that it is made
 * from and a key of its urgency, its service and the beginning of the name, which nearly always decides.
 */
final class FindingOrder {

    private static final Comparator<Finding> BY_WEAKNESS =
            Comparator.comparing(finding -> finding.weakness().wireName());

    /** Below this many an insertion is quicker than a merge. */
    private static final int FEW = 12;

    private static final int KEY_CHARS = Long.BYTES - 1;

    private final Findings findings;
    private final Rows rows;

    /** The row of each finding, doubled and odd when its scheme is meant. */
    private final Ints sources;

    private long[] keys;

    FindingOrder(Findings findings, Rows rows) {
        this.findings = findings;
        this.rows = rows;
        this.sources = new Ints(16);
        this.keys = new long[16];
    }

    /** Adds what was found of a row's password or of its scheme. */
    void add(int row, Optional<Finding> found, boolean ofScheme) {
        if (found.isEmpty()) {
            return;
        }
        int number = sources.size();
        if (number == keys.length) {
            keys = Arrays.copyOf(keys, number + (number >> 1));
        }
        keys[number] = key(found.get().severity(), found.get().account());
        sources.add(row << 1 | (ofScheme ? 1 : 0));
    }

    /** All of them in order, each once. Nothing is added any more. */
    List<Finding> sorted() {
        int[] order = new int[sources.size()];
        Arrays.setAll(order, i -> i);
        sort(order.clone(), order, 0, order.length);
        return new Sorted(findings, rows, withoutRepetitions(order));
    }

    private static long key(Severity severity, Account account) {
        long key = (long) severity.ordinal() << 5 | account.service().ordinal();
        String name = account.userName();
        boolean cut = false;
        for (int i = 0; i < KEY_CHARS; i++) {
            // what follows a char that does not fit must not decide
            char c = cut || i >= name.length() ? 0 : name.charAt(i);
            key = key << 8 | Math.min(c, 0xff);
            cut |= c >= 0xff;
        }
        return key;
    }

    private int compare(int one, int two) {
        int byKey = Long.compareUnsigned(keys[one], keys[two]);
        return byKey != 0 ? byKey : compareWhole(one, two);
    }

    private int compareWhole(int one, int two) {
        int row = sources.get(one) >>> 1;
        int other = sources.get(two) >>> 1;
        if (row == other) {
            return BY_WEAKNESS.compare(finding(sources.get(one)), finding(sources.get(two)));
        }
        int byName = rows.compareNames(row, other);
        if (byName != 0) {
            return byName;
        }
        int byStore = rows.compareStores(row, other);
        return byStore != 0 ? byStore : BY_WEAKNESS.compare(finding(sources.get(one)), finding(sources.get(two)));
    }

    /** Sorts {@code into} from one place to another; {@code from} holds the same. Equals keep their order. */
    private void sort(int[] from, int[] into, int start, int end) {
        if (end - start <= FEW) {
            insert(into, start, end);
            return;
        }
        int middle = (start + end) >>> 1;
        sort(into, from, start, middle);
        sort(into, from, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = right >= end || (left < middle && compare(from[left], from[right]) <= 0);
            into[i] = takesLeft ? from[left++] : from[right++];
        }
    }

    private void insert(int[] order, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int inserted = order[i];
            int hole = i;
            while (hole > start && compare(order[hole - 1], inserted) > 0) {
                order[hole] = order[hole - 1];
                hole--;
            }
            order[hole] = inserted;
        }
    }

    /** Equal findings stand together once sorted. */
    private int[] withoutRepetitions(int[] order) {
        int[] kept = new int[order.length];
        int size = 0;
        int alike = 0;
        int last = -1;
        for (int number : order) {
            if (last < 0 || compare(last, number) != 0) {
                alike = size;
            }
            if (!isAmong(kept, alike, size, sources.get(number))) {
                kept[size++] = sources.get(number);
                last = number;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private boolean isAmong(int[] kept, int from, int to, int source) {
        for (int i = from; i < to; i++) {
            if (finding(kept[i]).equals(finding(source))) {
                return true;
            }
        }
        return false;
    }

    private Finding finding(int source) {
        return finding(findings, rows, source);
    }

    private static Finding finding(Findings findings, Rows rows, int source) {
        int row = source >>> 1;
        Account account = rows.account(row);
        return ((source & 1) == 0 ? findings.ofPassword(row, account) : findings.ofScheme(row, account)).orElseThrow();
    }

    /** Findings made when they are looked at. */
    private static final class Sorted extends AbstractList<Finding> implements RandomAccess {

        private final Findings findings;
        private final Rows rows;
        private final int[] sources;

        Sorted(Findings findings, Rows rows, int[] sources) {
            this.findings = findings;
            this.rows = rows;
            this.sources = sources;
        }

        @Override
        public Finding get(int index) {
            return finding(findings, rows, sources[index]);
        }

        @Override
        public int size() {
            return sources.length;
        }
    }
}
