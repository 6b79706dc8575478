package dev.watchword.account.berkeley;

/** Walks a hash database: each bucket's chain of pages, and on each page key and data by turns. */
final class HashWalk {

    /** A page that was set aside for a bucket and never used is all zeros. */
    private static final int UNUSED = 0;

    private static final int HASH_UNSORTED = 2;
    private static final int HASH = 13;

    private static final int MAX_BUCKET_AT = 72;
    private static final int SPARES_AT = 96;
    private static final int SPARES = 32;

    private static final int IN_PAGE = 1;
    private static final int DUPLICATES = 2;
    private static final int OFF_PAGE = 3;
    private static final int DUPLICATES_OFF_PAGE = 4;

    private final Pages pages;
    private final BerkeleyDb.Counted pairs;

    HashWalk(Pages pages, BerkeleyDb.Counted pairs) {
        this.pages = pages;
        this.pairs = pairs;
    }

    void run() throws DamagedDatabase {
        int last = pages.meta(MAX_BUCKET_AT);
        if (last < 0 || last >= pages.count()) {
            throw new DamagedDatabase("it has more buckets than pages");
        }
        for (int bucket = 0; bucket <= last; bucket++) {
            int number = firstPage(bucket);
            while (number != Pages.NONE) {
                Pages.Page page = pages.page(number);
                boolean empty = page.type() == UNUSED && page.entries() == 0 && page.next() == Pages.NONE;
                if (!empty && page.type() != HASH && page.type() != HASH_UNSORTED) {
                    throw new DamagedDatabase("a bucket leads to a page of another kind");
                }
                read(page);
                number = page.next();
            }
        }
    }

    /** Buckets lie in runs that double; the database's first page says where each run was put. */
    private int firstPage(int bucket) {
        int run = bucket == 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(bucket);
        return run >= SPARES ? -1 : bucket + pages.meta(SPARES_AT + 4 * run);
    }

    private void read(Pages.Page page) throws DamagedDatabase {
        int entries = page.entries();
        if (entries % 2 != 0) {
            throw new DamagedDatabase("a key without data");
        }
        for (int i = 0; i < entries; i += 2) {
            byte[] key = item(page, i);
            int kind = page.unsignedByte(page.start(i + 1));
            if (kind == DUPLICATES || kind == DUPLICATES_OFF_PAGE) {
                throw new DamagedDatabase("a key has several data: not read");
            }
            pairs.take(key, item(page, i + 1));
        }
    }

    /** Items fill the page from its end, so one ends where the one before begins. */
    private byte[] item(Pages.Page page, int index) throws DamagedDatabase {
        int start = page.start(index);
        int kind = page.unsignedByte(start);
        if (kind == OFF_PAGE) {
            return pages.overflow(page.number(start + 4), page.number(start + 8));
        }
        if (kind != IN_PAGE) {
            throw new DamagedDatabase("an item of an unknown kind");
        }
        int end = index == 0 ? page.end() : page.start(index - 1);
        return page.copy(start + 1, end - start - 1);
    }
}
