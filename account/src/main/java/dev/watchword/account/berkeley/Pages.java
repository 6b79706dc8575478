package dev.watchword.account.berkeley;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The pages of a database file, in the byte order of the machine that made it. Every access is checked; a page is visited no
 * more often than the file has pages, so that no circle of pages holds anybody up. Belongs to one thread.
 */
final class Pages {

    /** Page numbers start at 0 with the page that describes the database, so 0 also means none. */
    static final int NONE = 0;

    static final int OVERFLOW = 7;

    private static final int META_BYTES = 512;
    private static final int MAGIC_AT = 12;
    private static final int ENCRYPTION_AT = 24;
    private static final int META_FLAGS_AT = 26;
    private static final int CHECKSUMS = 1;
    private static final int HEADER = 26;
    private static final int HEADER_WITH_CHECKSUM = 32;

    private final ByteBuffer file;
    private final int size;
    private final int header;
    private int visits;

    private Pages(ByteBuffer file, int size, int header) {
        this.file = file;
        this.size = size;
        this.header = header;
    }

    static Pages of(byte[] bytes) throws DamagedDatabase {
        if (bytes.length < META_BYTES) {
            throw new DamagedDatabase("too short for a database");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!BerkeleyDb.isMagic(file.getInt(MAGIC_AT))) {
            file.order(ByteOrder.BIG_ENDIAN);
        }
        if (!BerkeleyDb.isMagic(file.getInt(MAGIC_AT))) {
            throw new DamagedDatabase("not a hash or btree database of Berkeley DB");
        }
        int size = file.getInt(20);
        if (size < META_BYTES || size > 65_536 || Integer.bitCount(size) != 1) {
            throw new DamagedDatabase("not a page size: " + size);
        }
        if (bytes[ENCRYPTION_AT] != 0) {
            throw new DamagedDatabase("the database is encrypted");
        }
        boolean checked = (bytes[META_FLAGS_AT] & CHECKSUMS) != 0;
        return new Pages(file, size, checked ? HEADER_WITH_CHECKSUM : HEADER);
    }

    int magic() {
        return file.getInt(MAGIC_AT);
    }

    int version() {
        return file.getInt(16);
    }

    /** A number of the page that describes the database. */
    int meta(int offset) {
        return file.getInt(offset);
    }

    int count() {
        return file.capacity() / size;
    }

    /** A page that is in use. */
    Page page(int number) throws DamagedDatabase {
        if (number <= 0 || number >= count()) {
            throw new DamagedDatabase("it names a page that is not there");
        }
        // each page of data is met once, each page of a long item once for the item
        if (++visits > 2 * count() + 16) {
            throw new DamagedDatabase("its pages lead round in a circle");
        }
        return new Page(file.slice(number * size, size).order(file.order()));
    }

    /** What an item on pages of its own holds: first page, length. */
    byte[] overflow(int first, int length) throws DamagedDatabase {
        if (length < 0 || length > file.capacity()) {
            throw new DamagedDatabase("a long item is longer than the file");
        }
        byte[] content = new byte[length];
        int filled = 0;
        for (int at = first; at != NONE && filled < length; ) {
            Page page = page(at);
            if (page.type() != OVERFLOW) {
                throw new DamagedDatabase("a long item leads to a page of another kind");
            }
            filled += page.copyTo(content, filled);
            at = page.next();
        }
        if (filled < length) {
            throw new DamagedDatabase("a long item is cut");
        }
        return content;
    }

    /** One page: its header, and the index of its items behind it. */
    final class Page {
        private final ByteBuffer bytes;

        private Page(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        int type() {
            return bytes.get(25);
        }

        /** Behind the last byte of the page. */
        int end() {
            return size;
        }

        int next() {
            return bytes.getInt(16);
        }

        int entries() throws DamagedDatabase {
            int entries = bytes.getShort(20) & 0xffff;
            if (header + 2 * entries > size) {
                throw new DamagedDatabase("a page has more items than it can hold");
            }
            return entries;
        }

        /** Where an item begins in the page. */
        int start(int item) throws DamagedDatabase {
            int start = bytes.getShort(header + 2 * item) & 0xffff;
            if (start < header + 2 * entries() || start >= size) {
                throw new DamagedDatabase("an item lies outside of its page");
            }
            return start;
        }

        int unsignedByte(int at) throws DamagedDatabase {
            return bytes.get(within(at, 1)) & 0xff;
        }

        int unsignedShort(int at) throws DamagedDatabase {
            return bytes.getShort(within(at, 2)) & 0xffff;
        }

        int number(int at) throws DamagedDatabase {
            return bytes.getInt(within(at, 4));
        }

        byte[] copy(int from, int length) throws DamagedDatabase {
            int at = within(from, length);
            byte[] copy = new byte[length];
            bytes.get(at, copy);
            return copy;
        }

        private int within(int at, int length) throws DamagedDatabase {
            if (at < 0 || length < 0 || at > size - length) {
                throw new DamagedDatabase("an item lies outside of its page");
            }
            return at;
        }

        /** Of a page of a long item: what it holds. */
        private int copyTo(byte[] content, int offset) throws DamagedDatabase {
            int held = bytes.getShort(22) & 0xffff;
            byte[] part = copy(header, held);
            int length = Math.min(held, content.length - offset);
            if (length <= 0) {
                throw new DamagedDatabase("a page of a long item is empty");
            }
            System.arraycopy(part, 0, content, offset, length);
            Arrays.fill(part, (byte) 0);
            return length;
        }
    }
}
