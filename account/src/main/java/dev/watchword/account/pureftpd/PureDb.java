package dev.watchword.account.pureftpd;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The indexed form of Pure-FTPd's users ({@code pureftpd.pdb}, "PDB2"): behind the mark 257 offsets, of a table of (hash, offset) for
 * each lowest byte of a key's hash and of the end of the last one; records of key and value, each behind its length. All numbers
 * are 32 bits, big-endian. A table without entries takes four bytes. Read off files that pure-pw wrote.
 */
final class PureDb {

    private static final byte[] MARK = {'P', 'D', 'B', '2'};
    private static final int TABLES = 256;
    private static final int MOST_RECORDS = 1_000_000;

    private final ByteBuffer file;
    private int records;

    private PureDb(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes);
    }

    /**
     * Hands out each record.
     *
     * @param records takes key and value, each an array of its own
     * @return why it could not be read to its end; empty when it was
     */
    static Optional<String> read(byte[] bytes, BiConsumer<byte[], byte[]> records) {
        if (bytes.length < MARK.length + 4 * (TABLES + 1)
                || !ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(MARK))) {
            return Optional.of("not a database of Pure-FTPd");
        }
        return new PureDb(bytes).tables(records);
    }

    private Optional<String> tables(BiConsumer<byte[], byte[]> taker) {
        for (int table = 0; table < TABLES; table++) {
            int from = file.getInt(MARK.length + 4 * table);
            int until = file.getInt(MARK.length + 4 * (table + 1));
            if (from < MARK.length || until < from || until > file.capacity()) {
                return Optional.of("a table lies outside of the file");
            }
            for (int entry = from; entry + 8 <= until; entry += 8) {
                Optional<String> wrong = record(file.getInt(entry + 4), taker);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> record(int at, BiConsumer<byte[], byte[]> taker) {
        if (++records > MOST_RECORDS) {
            return Optional.of("more than " + MOST_RECORDS + " records: the others are not read");
        }
        Optional<byte[]> key = text(at);
        Optional<byte[]> value = key.flatMap(found -> text(at + 4L + found.length));
        if (key.isEmpty() || value.isEmpty()) {
            return Optional.of("a record lies outside of the file");
        }
        taker.accept(key.get(), value.get());
        return Optional.empty();
    }

    private Optional<byte[]> text(long at) {
        if (at < 0 || at > file.capacity() - 4L) {
            return Optional.empty();
        }
        int length = file.getInt((int) at);
        if (length < 0 || length > file.capacity() - 4L - at) {
            return Optional.empty();
        }
        byte[] text = new byte[length];
        file.get((int) at + 4, text);
        return Optional.of(text);
    }
}
