package dev.watchword.account.berkeley;

/** Walks a btree database: down its left edge to the first leaf, then along the leaves. */
final class BtreeWalk {

    private static final int INTERNAL = 3;
    private static final int LEAF = 5;
    private static final int ROOT_AT = 88;
    private static final int DEEPEST = 64;

    private static final int DELETED = 0x80;
    private static final int IN_PAGE = 1;
    private static final int DUPLICATES = 2;
    private static final int OFF_PAGE = 3;

    private final Pages pages;
    private final BerkeleyDb.Counted pairs;

    BtreeWalk(Pages pages, BerkeleyDb.Counted pairs) {
        this.pages = pages;
        this.pairs = pairs;
    }

    void run() throws DamagedDatabase {
        Pages.Page page = pages.page(pages.meta(ROOT_AT));
        for (int depth = 0; page.type() == INTERNAL; depth++) {
            if (depth == DEEPEST || page.entries() == 0) {
                throw new DamagedDatabase("its tree has no leaves");
            }
            page = pages.page(page.number(page.start(0) + 4));
        }
        while (true) {
            if (page.type() != LEAF) {
                throw new DamagedDatabase("its tree leads to a page of another kind");
            }
            read(page);
            if (page.next() == Pages.NONE) {
                return;
            }
            page = pages.page(page.next());
        }
    }

    private void read(Pages.Page page) throws DamagedDatabase {
        int entries = page.entries();
        if (entries % 2 != 0) {
            throw new DamagedDatabase("a key without data");
        }
        for (int i = 0; i < entries; i += 2) {
            int kind = page.unsignedByte(page.start(i + 1) + 2);
            if ((kind & DELETED) == 0) {
                if ((kind & ~DELETED) == DUPLICATES) {
                    throw new DamagedDatabase("a key has several data: not read");
                }
                pairs.take(item(page, i), item(page, i + 1));
            }
        }
    }

    private byte[] item(Pages.Page page, int index) throws DamagedDatabase {
        int start = page.start(index);
        int kind = page.unsignedByte(start + 2) & ~DELETED;
        if (kind == OFF_PAGE) {
            return pages.overflow(page.number(start + 4), page.number(start + 8));
        }
        if (kind != IN_PAGE) {
            throw new DamagedDatabase("an item of an unknown kind");
        }
        return page.copy(start + 3, page.unsignedShort(start));
    }
}
