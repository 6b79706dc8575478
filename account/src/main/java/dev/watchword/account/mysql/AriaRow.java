package dev.watchword.account.mysql;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads one row of {@code global_priv}: its header, the lengths of Host, User and Priv, and then the three. What does not fit
 * into the head page goes on in runs of pages, and at last in a piece of a tail page.
 */
final class AriaRow {

    private static final int TRANSACTION = 1;
    private static final int OLDER_VERSION = 2;
    private static final int DELETING_TRANSACTION = 4;
    private static final int MORE_NULL_BYTES = 8;
    private static final int IN_RUNS = 128;
    private static final int KNOWN = TRANSACTION | OLDER_VERSION | IN_RUNS;

    private static final int TRANSACTION_BYTES = 6;
    private static final int VERSION_BYTES = 7;
    private static final int RUN_BYTES = 7;

    private static final int TAIL = 0x8000;
    private static final int FIRST_OF_COLUMN = 0x4000;

    private static final int HOST_EMPTY = 1;
    private static final int USER_EMPTY = 2;
    private static final int PRIV_EMPTY = 4;

    private final AriaPages pages;
    private final int longest;
    private ByteBuffer part;
    private int runsLeft;
    private ByteBuffer runs = ByteBuffer.allocate(0);
    private boolean inHead = true;
    private long page;
    private int pagesLeft;

    private AriaRow(AriaPages pages, ByteBuffer head, int longest) {
        this.pages = pages;
        this.part = head;
        this.longest = longest;
    }

    /**
     * @param longest as many bytes as the data file has: no row is longer
     */
    static GrantRow read(AriaPages pages, ByteBuffer head, int longest) throws DamagedTable {
        try {
            return new AriaRow(pages, head, longest).read();
        } catch (BufferUnderflowException cut) {
            throw new DamagedTable("a row is cut");
        }
    }

    private GrantRow read() throws DamagedTable {
        int flags = part.get() & 0xff;
        if ((flags & ~KNOWN) != 0 || (flags & (DELETING_TRANSACTION | MORE_NULL_BYTES)) != 0) {
            throw new DamagedTable("a row has a header of an unknown form");
        }
        take((flags & TRANSACTION) != 0 ? TRANSACTION_BYTES : 0);
        take((flags & OLDER_VERSION) != 0 ? VERSION_BYTES : 0);
        byte[] firstRun = new byte[0];
        if ((flags & IN_RUNS) != 0) {
            runsLeft = number();
            firstRun = take(RUN_BYTES);
        }
        int lengthBytes = number();
        int empty = part.get();
        if (runsLeft > 0) {
            int more = (runsLeft - 1) * RUN_BYTES;
            if (more > part.remaining()) {
                throw new DamagedTable("a row has more runs of pages than it can name");
            }
            runs = ByteBuffer.allocate(RUN_BYTES + more).order(part.order());
            runs.put(firstRun).put(take(more)).flip();
        }
        int host = (empty & HOST_EMPTY) != 0 ? 0 : part.getShort() & 0xffff;
        int user = (empty & USER_EMPTY) != 0 ? 0 : part.getShort() & 0xffff;
        int priv = (empty & PRIV_EMPTY) != 0 ? 0 : part.getInt();
        int expected = ((empty & HOST_EMPTY) != 0 ? 0 : 2)
                + ((empty & USER_EMPTY) != 0 ? 0 : 2)
                + ((empty & PRIV_EMPTY) != 0 ? 0 : 4);
        if (lengthBytes != expected) {
            throw new DamagedTable("the lengths of a row are not those of its columns");
        }
        return new GrantRow(take(host), take(user), blob(priv));
    }

    /** A number in one byte, or behind 255 in two, the high one first. */
    private int number() {
        int first = part.get() & 0xff;
        return first < 255 ? first : (part.get() & 0xff) << 8 | part.get() & 0xff;
    }

    private byte[] take(int length) {
        byte[] taken = new byte[length > part.remaining() ? 0 : length];
        if (taken.length < length) {
            throw new BufferUnderflowException();
        }
        part.get(taken);
        return taken;
    }

    private byte[] blob(int length) throws DamagedTable {
        if (length < 0 || length > longest) {
            throw new DamagedTable("a row is longer than the file");
        }
        if (inHead && runsLeft > 0 && part.remaining() < length) {
            nextPart();
        }
        byte[] blob = new byte[length];
        for (int filled = 0; filled < length; ) {
            if (!part.hasRemaining()) {
                nextPart();
            }
            int step = Math.min(part.remaining(), length - filled);
            part.get(blob, filled, step);
            filled += step;
        }
        return blob;
    }

    private void nextPart() throws DamagedTable {
        inHead = false;
        if (pagesLeft == 0) {
            if (!runs.hasRemaining()) {
                throw new DamagedTable("a row is cut");
            }
            page = runs.getInt() & 0xffffffffL | (long) runs.get() << 32;
            int count = runs.getShort() & ~FIRST_OF_COLUMN & 0xffff;
            if ((count & TAIL) != 0) {
                part = pages.page(page, AriaPages.Kind.TAIL).row(count & ~TAIL);
                if (!part.hasRemaining()) {
                    throw new DamagedTable("a piece of a row is empty");
                }
                return;
            }
            if (count == 0) {
                throw new DamagedTable("a run of no pages");
            }
            pagesLeft = count;
        }
        part = pages.page(page++, AriaPages.Kind.BLOB).content();
        pagesLeft--;
    }
}
