package dev.watchword.account.mysql;

import java.util.function.Consumer;

/**
 * MariaDB's table {@code mysql.global_priv} as files of the Aria engine, walked as the engine scans it: the map of pages, the
 * pages in which rows begin, and in each its directory. Bytes of dropped accounts stay in the pages and are not rows.
 */
final class GlobalPrivFile {

    /** The least that a row takes of a page: its entry in the directory and its header. */
    private static final int ROW_BYTES = 8;

    private GlobalPrivFile() {}

    /**
     * Hands out each row.
     *
     * @param index {@code global_priv.MAI}
     * @param data {@code global_priv.MAD}
     * @throws DamagedTable when not all of it can be read; rows before the damage have been handed out
     */
    static void read(byte[] index, byte[] data, Consumer<GrantRow> rows) throws DamagedTable {
        AriaIndex head = AriaIndex.ofGlobalPriv(index);
        AriaPages pages = new AriaPages(data, head.pageSize());
        long count = 0;
        long bytes = 0;
        for (int number = 1; number < pages.count(); number++) {
            if (!pages.holdsRows(number)) {
                continue;
            }
            AriaPages.Page page = pages.page(number, AriaPages.Kind.HEAD);
            int entries = page.rows();
            for (int entry = 0; entry < entries; entry++) {
                if (page.isRow(entry)) {
                    GrantRow row = AriaRow.read(pages, page.row(entry), data.length);
                    bytes += ROW_BYTES + row.host().length + row.user().length + row.priv().length;
                    if (bytes > 2L * data.length) {
                        throw new DamagedTable("its rows share their pages");
                    }
                    rows.accept(row);
                    count++;
                }
            }
        }
        if (!head.closed()) {
            throw new DamagedTable("the server has the table open: what it changed last may not be in the file yet");
        }
        if (count != head.rows()) {
            throw new DamagedTable("it should have " + head.rows() + " rows, found " + count);
        }
    }
}
