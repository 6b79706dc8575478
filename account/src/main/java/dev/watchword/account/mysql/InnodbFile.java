package dev.watchword.account.mysql;

import dev.watchword.rootfs.BoundedInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;

/**
 * A tablespace file of InnoDB, of which only the pages that are needed are kept. Numbers are big-endian. After MySQL's own description of
 * its pages, and a file that MySQL 8.0.33 wrote.
 */
final class InnodbFile {

    /** No page. */
    static final long NONE = 0xffffffffL;

    static final int PAGE_HEADER = 38;
    private static final int PAGE_END = 8;
    private static final int PAGE_LSN = 16;
    private static final int PAGE_TYPE = 24;
    private static final int INDEX_ID = PAGE_HEADER + 28;

    private static final int SPACE_FLAGS = 54;
    private static final int COMPRESSED = 0x1e;
    private static final int ENCRYPTED = 1 << 13;
    private static final int HAS_DEFINITIONS = 1 << 14;

    private static final int INDEX = 17_855;
    private static final int DEFINITIONS = 17_853;

    private static final int DEFAULT_PAGE = 16 << 10;
    private static final int MOST_KEPT = 32 << 20;

    private static final int NO_CHECKSUM = 0xdeadbeef;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private final int pageSize;
    private final byte[] first;
    private long newest;
    private int kept;

    private InnodbFile(byte[] first, int pageSize) {
        this.first = first;
        this.pageSize = pageSize;
    }

    /** Reads a file to its end and keeps the pages in which it describes its tables. */
    static InnodbFile definitions(BoundedInput input) throws DamagedTable, IOException {
        return read(input, type -> type == DEFINITIONS, -1);
    }

    /**
     * Reads a file to its end and keeps the pages of an index.
     *
     * @param index its number
     */
    static InnodbFile index(BoundedInput input, long index) throws DamagedTable, IOException {
        return read(input, type -> type == INDEX, index);
    }

    /**
     * Pages that were read already.
     *
     * @param first the page with the number 0
     * @param others by their numbers
     */
    static InnodbFile of(byte[] first, Map<Long, byte[]> others) throws DamagedTable {
        requireSound(first);
        InnodbFile file = new InnodbFile(first, pageSize(ByteBuffer.wrap(first).getInt(SPACE_FLAGS)));
        file.pages.putAll(others);
        return file;
    }

    private static InnodbFile read(BoundedInput input, IntPredicate types, long index)
            throws DamagedTable, IOException {
        byte[] begin = input.readNBytes(SPACE_FLAGS + Integer.BYTES);
        if (begin.length < SPACE_FLAGS + Integer.BYTES) {
            throw new DamagedTable("the tablespace is too short");
        }
        int pageSize = pageSize(ByteBuffer.wrap(begin).getInt(SPACE_FLAGS));
        byte[] page = Arrays.copyOf(begin, pageSize);
        int filled = begin.length + input.readNBytes(page, begin.length, pageSize - begin.length);
        if (filled < pageSize) {
            throw new DamagedTable("the tablespace is too short");
        }
        InnodbFile file = new InnodbFile(page, pageSize);
        requireSound(page);
        long number = 1;
        for (byte[] next = input.readNBytes(pageSize); next.length == pageSize; next = input.readNBytes(pageSize)) {
            ByteBuffer head = ByteBuffer.wrap(next);
            file.newest = Math.max(file.newest, head.getLong(PAGE_LSN));
            boolean isWanted =
                    types.test(head.getShort(PAGE_TYPE) & 0xffff) && (index < 0 || head.getLong(INDEX_ID) == index);
            if (isWanted) {
                file.keep(number, next);
            }
            number++;
        }
        if (input.exceeded()) {
            throw new DamagedTable("larger than the limit of " + input.limits().maxBytes() + " bytes");
        }
        return file;
    }

    private static int pageSize(int flags) throws DamagedTable {
        if ((flags & ENCRYPTED) != 0) {
            throw new DamagedTable("the tablespace is encrypted");
        }
        if ((flags & COMPRESSED) != 0) {
            throw new DamagedTable("the tablespace is compressed");
        }
        if ((flags & HAS_DEFINITIONS) == 0) {
            throw new DamagedTable("the tablespace does not describe its tables");
        }
        int shift = flags >> 6 & 0xf;
        int size = shift == 0 ? DEFAULT_PAGE : 512 << shift;
        if (size < 4 << 10 || size > 64 << 10) {
            throw new DamagedTable("not a page size: " + size);
        }
        return size;
    }

    private void keep(long number, byte[] page) throws DamagedTable {
        kept += page.length;
        if (kept > MOST_KEPT) {
            throw new DamagedTable("its table of accounts is larger than the limit of " + MOST_KEPT + " bytes");
        }
        pages.put(number, page);
    }

    /** The number of the newest change that any page has. */
    long newestChange() {
        return newest;
    }

    /** Where the index begins by which the tables are described. */
    long definitionsRoot() throws DamagedTable {
        // the descriptions of extents, each with two bits a page, and the room for a key stand before it
        int pagesOfExtent = pageSize <= DEFAULT_PAGE ? (1 << 20) / pageSize : 64;
        int extents = pageSize / pagesOfExtent;
        int at = 150 + extents * (24 + pagesOfExtent / 4) + 115;
        if (at + 8 > pageSize) {
            throw new DamagedTable("the tablespace does not describe its tables");
        }
        return ByteBuffer.wrap(first).getInt(at + 4) & NONE;
    }

    /** A page that was kept, its checksum verified. */
    ByteBuffer page(long number) throws DamagedTable {
        byte[] page = pages.get(number);
        if (page == null) {
            throw new DamagedTable("it names a page that is not there or of another kind");
        }
        requireSound(page);
        return ByteBuffer.wrap(page);
    }

    /** How many pages were kept: no walk is longer. */
    int kept() {
        return pages.size();
    }

    /** Each page has the CRC-32C of its header and of its content, or the mark of a server that was told to make none. */
    private static void requireSound(byte[] page) throws DamagedTable {
        CRC32C header = new CRC32C();
        header.update(page, 4, PAGE_LSN + 10 - 4);
        CRC32C content = new CRC32C();
        content.update(page, PAGE_HEADER, page.length - PAGE_HEADER - PAGE_END);
        int stored = ByteBuffer.wrap(page).getInt(0);
        if (stored != NO_CHECKSUM && stored != (int) (header.getValue() ^ content.getValue())) {
            throw new DamagedTable("a page's checksum is not that of its content");
        }
    }
}
