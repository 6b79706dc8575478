package dev.watchword.account.mysql;

import dev.watchword.account.FoundText;
import dev.watchword.rootfs.FileLimits;
import java.io.IOException;

/** {@code global_priv} of MariaDB from 10.4 on, kept by the Aria engine. */
final class GlobalPrivTable implements TableForm {

    private static final String TABLE = "/mysql/global_priv";
    private static final FileLimits LIMITS = new FileLimits(64L << 20, 64 << 10);

    @Override
    public String path() {
        return TABLE + ".MAD";
    }

    @Override
    public FileLimits limits() {
        return LIMITS;
    }

    @Override
    public void read(Files files, TableAccounts rows) throws DamagedTable, IOException {
        byte[] index = files.head(TABLE + ".MAI", AriaIndex.HEAD_BYTES)
                .orElseThrow(() -> new DamagedTable(
                        "its index file " + FoundText.quoted(files.folder() + TABLE + ".MAI") + " cannot be read"));
        GlobalPrivFile.read(index, files.content(), rows::globalPriv);
    }
}
