package dev.watchword.account.mysql;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks the leaves of a clustered index of InnoDB: from its root down the first child of each page, then from leaf to leaf, and in each
 * from record to record in their order. Records that are marked as deleted are passed by, and those that were deleted before are in no
 * list.
 */
final class InnodbIndex {

    private static final int NEXT_PAGE = 12;
    private static final int LEVEL = InnodbFile.PAGE_HEADER + 26;
    private static final int FORMAT = InnodbFile.PAGE_HEADER + 4;
    private static final int COMPACT = 0x8000;
    private static final int FIRST = 99;
    private static final int LAST = 112;
    private static final int RECORD_HEADER = 5;
    private static final int CHILD_BYTES = 4;
    private static final int DEEPEST = 12;

    private static final int DELETED = 0x20;
    private static final int OTHER_FORMS = 0xc0;

    private final InnodbFile file;
    private final InnodbRow form;

    /**
     * @param form what its records are made of
     */
    InnodbIndex(InnodbFile file, InnodbRow form) {
        this.file = file;
        this.form = form;
    }

    /** Takes records. */
    interface Taker {
        void record(InnodbRow.Fields fields) throws DamagedTable;
    }

    /**
     * Hands out each record.
     *
     * @param root number of the first page
     */
    void read(long root, Taker taker) throws DamagedTable {
        ByteBuffer page = leaf(root);
        for (int left = file.kept(); ; left--) {
            records(page, taker);
            long next = page.getInt(NEXT_PAGE) & InnodbFile.NONE;
            if (next == InnodbFile.NONE) {
                return;
            }
            if (left == 0) {
                throw new DamagedTable("its pages follow each other in a circle");
            }
            page = checked(next);
            if (page.getShort(LEVEL) != 0) {
                throw new DamagedTable("its pages are of different levels");
            }
        }
    }

    private ByteBuffer leaf(long root) throws DamagedTable {
        ByteBuffer page = checked(root);
        for (int depth = 0; page.getShort(LEVEL) != 0; depth++) {
            if (depth == DEEPEST) {
                throw new DamagedTable("its pages name each other in a circle");
            }
            int first = next(page, FIRST);
            if (first == LAST) {
                throw new DamagedTable("a page names no other one");
            }
            int child = first + form.keyBytes(page, first);
            if (child + CHILD_BYTES > page.capacity()) {
                throw new DamagedTable("a record lies outside of its page");
            }
            page = checked(page.getInt(child) & InnodbFile.NONE);
        }
        return page;
    }

    private ByteBuffer checked(long number) throws DamagedTable {
        ByteBuffer page = file.page(number);
        if ((page.getShort(FORMAT) & COMPACT) == 0) {
            throw new DamagedTable("its rows are in the old form (redundant)");
        }
        return page;
    }

    private void records(ByteBuffer page, Taker taker) throws DamagedTable {
        Set<Integer> met = new HashSet<>();
        for (int at = next(page, FIRST); at != LAST; at = next(page, at)) {
            if (!met.add(at)) {
                throw new DamagedTable("its records follow each other in a circle");
            }
            int marks = page.get(at - RECORD_HEADER);
            if ((marks & OTHER_FORMS) != 0) {
                throw new DamagedTable(
                        "a row was written after columns were added without a copy: its form is not known");
            }
            if ((marks & DELETED) == 0) {
                taker.record(form.fields(page, at));
            }
        }
    }

    /** Records name the next one by its distance. */
    private static int next(ByteBuffer page, int at) throws DamagedTable {
        int next = at + page.getShort(at - 2) & 0xffff;
        if (next != LAST && (next < LAST || next >= page.capacity())) {
            throw new DamagedTable("a record lies outside of its page");
        }
        return next;
    }
}
