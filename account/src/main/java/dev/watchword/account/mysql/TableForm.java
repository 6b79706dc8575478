package dev.watchword.account.mysql;

import dev.watchword.account.AccountSink;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.util.Optional;

/** A form in which servers keep their table of accounts on disk. */
interface TableForm {

    /** Where it stands in a data folder, with a slash before it. */
    String path();

    /** As much of it as is read. */
    FileLimits limits();

    /**
     * Reads the table.
     *
     * @param files where its files stand
     * @param rows takes what is read
     * @throws DamagedTable when not all of it can be read, or nobody can say that it is all; rows before that have been handed out
     */
    void read(Files files, TableAccounts rows) throws DamagedTable, IOException;

    /**
     * The files of one table.
     *
     * @param folder the data folder
     * @param data the file at {@link #path}
     * @param running whether a server has the folder in use
     */
    record Files(RootFs root, AccountSink sink, String folder, StoreFile data, boolean running) {

        /** All of the data file. */
        byte[] content() throws DamagedTable, IOException {
            byte[] content = data.input().readAllBytes();
            if (data.input().exceeded()) {
                throw new DamagedTable(
                        "larger than the limit of " + data.input().limits().maxBytes() + " bytes");
            }
            return content;
        }

        /**
         * The first bytes of another file of the folder; empty when it cannot be read.
         *
         * @param path below the data folder, with a slash before it
         */
        Optional<byte[]> head(String path, int length) throws IOException {
            Optional<StoreFile> opened =
                    StoreFile.open(root, folder + path, data.input().limits(), ServiceType.MYSQL, sink);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (StoreFile file = opened.get()) {
                return Optional.of(file.input().readNBytes(length));
            }
        }
    }
}
