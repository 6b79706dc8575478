package dev.watchword.account.berkeley;

import java.util.function.BiConsumer;

/**
 * A database file of Berkeley DB (hash or btree, versions 4 to 6: their formats 8 to 10), walked the way its own library walks it:
 * from the buckets or the root along the pages in use, and in a page along its index of items. What stands anywhere else was
 * deleted and is not a pair. After db_page.h and hash_page layouts of Berkeley DB 5.3.
 */
public final class BerkeleyDb {

    /** The most pairs that are handed out. */
    static final int MOST_PAIRS = 1_000_000;

    private static final int HASH_MAGIC = 0x061561;
    private static final int BTREE_MAGIC = 0x053162;
    private static final int OLDEST = 8;
    private static final int NEWEST = 10;

    private BerkeleyDb() {}

    /**
     * Hands out each pair of the database.
     *
     * @param file the whole file
     * @param pairs takes key and data, each an array of its own
     * @throws DamagedDatabase when it is no such database, or one that cannot be walked to its end; pairs before the damage
     *     have been handed out
     */
    public static void read(byte[] file, BiConsumer<byte[], byte[]> pairs) throws DamagedDatabase {
        Pages pages = Pages.of(file);
        if (pages.version() < OLDEST || pages.version() > NEWEST) {
            throw new DamagedDatabase("format " + pages.version() + " of Berkeley DB is not known");
        }
        Counted counted = new Counted(pairs);
        if (pages.magic() == HASH_MAGIC) {
            new HashWalk(pages, counted).run();
        } else {
            new BtreeWalk(pages, counted).run();
        }
    }

    /** Whether it is the number that such a database begins with, in the order of its bytes. */
    static boolean isMagic(int number) {
        return number == HASH_MAGIC || number == BTREE_MAGIC;
    }

    /** Takes pairs up to the limit. */
    static final class Counted {
        private final BiConsumer<byte[], byte[]> pairs;
        private int count;

        Counted(BiConsumer<byte[], byte[]> pairs) {
            this.pairs = pairs;
        }

        void take(byte[] key, byte[] data) throws DamagedDatabase {
            if (++count > MOST_PAIRS) {
                throw new DamagedDatabase("more than " + MOST_PAIRS + " pairs: the others are not read");
            }
            pairs.accept(key, data);
        }
    }
}
