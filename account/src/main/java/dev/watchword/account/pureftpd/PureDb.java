package dev.watchword.account.pureftpd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The indexed form of Pure-FTPd's users ({@code pureftpd.pdb}, "PDB2"): behind the mark 257 offsets, of a table of (hash, offset) for
 * each lowest byte of a key's hash and of the end of the last one; records of key and value, each behind its length. All numbers
 * are 32 bits, big-endian. A table without entries takes four bytes. Read off files that pure-pw wrote.
 */
public final class PureDb {

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
    public static Optional<String> read(byte[] bytes, BiConsumer<byte[], byte[]> records) {
        if (bytes.length < MARK.length + 4 * (TABLES + 1)
                || !ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(MARK))) {
            return Optional.of("not a database of Pure-FTPd");
        }
        return new PureDb(bytes).tables(records);
    }

    /**
     * The database with another value of one key. Hashes and the order of everything stay as they are, so that it is what
     * pure-pw would make.
     *
     * @return empty when it cannot be read to its end, or does not hold the key exactly once
     */
    public static Optional<byte[]> with(byte[] bytes, byte[] key, byte[] value) {
        List<Record> records = new ArrayList<>();
        PureDb database = new PureDb(bytes);
        if (read(bytes, (found, former) -> {
                    boolean wanted = Arrays.equals(found, key);
                    records.add(new Record(found, wanted ? value : former, wanted));
                })
                .isPresent()) {
            return Optional.empty();
        }
        boolean once = records.stream().filter(Record::changed).count() == 1;
        return once ? database.written(records) : Optional.empty();
    }

    private record Record(byte[] key, byte[] value, boolean changed) {
        @Override
        public String toString() {
            return "Record";
        }
    }

    /** The same tables, whose entries lead to the records in the order in which they stand behind them. */
    private Optional<byte[]> written(List<Record> records) {
        int head = file.getInt(MARK.length + 4 * TABLES);
        List<Entry> entries = entries(head);
        if (entries.size() != records.size() || head < 0 || head > file.capacity()) {
            return Optional.empty();
        }
        Map<Integer, Integer> order = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            order.put(entries.get(i).record(), i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.capacity());
        out.write(file.array(), 0, head);
        byte[] tables = out.toByteArray();
        out.reset();
        for (int index : order.values()) {
            Record record = records.get(index);
            ByteBuffer.wrap(tables).putInt(entries.get(index).at() + 4, head + out.size());
            put(out, record.key());
            put(out, record.value());
        }
        byte[] behind = out.toByteArray();
        return Optional.of(ByteBuffer.allocate(head + behind.length)
                .put(tables)
                .put(behind)
                .array());
    }

    private record Entry(int at, int record) {}

    private List<Entry> entries(int head) {
        List<Entry> entries = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            int from = file.getInt(MARK.length + 4 * table);
            int until = Math.min(head, file.getInt(MARK.length + 4 * (table + 1)));
            for (int at = from; at + 8 <= until; at += 8) {
                entries.add(new Entry(at, file.getInt(at + 4)));
            }
        }
        return entries;
    }

    private static void put(ByteArrayOutputStream out, byte[] text) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
        out.writeBytes(text);
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
