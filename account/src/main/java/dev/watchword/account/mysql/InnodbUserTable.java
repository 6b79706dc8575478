package dev.watchword.account.mysql;

import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreFile;
import dev.watchword.rootfs.FileLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code user} of MySQL 8, kept by InnoDB in the tablespace {@code mysql.ibd} among the server's other tables. */
final class InnodbUserTable implements TableForm {

    private static final String TABLESPACE = "/mysql.ibd";
    private static final FileLimits LIMITS = new FileLimits(4L << 30, 64 << 10);

    private static final int YES = 2;

    @Override
    public String path() {
        return TABLESPACE;
    }

    @Override
    public FileLimits limits() {
        return LIMITS;
    }

    /** Reads the file twice: what its tables are, and then the pages of the one. */
    @Override
    public void read(Files files, TableAccounts rows) throws DamagedTable, IOException {
        InnodbUserDefinition table =
                InnodbUserDefinition.of(InnodbFile.definitions(files.data().input()));
        InnodbFile pages = pages(files, table);
        tell(table, pages, rows);
        if (files.running()) {
            throw new DamagedTable("the server runs: what it changed last may not be in the file yet");
        }
        InnodbLog.requireAllWritten(files, pages.newestChange());
    }

    private InnodbFile pages(Files files, InnodbUserDefinition table) throws DamagedTable, IOException {
        Optional<StoreFile> opened =
                StoreFile.open(files.root(), files.folder() + TABLESPACE, LIMITS, ServiceType.MYSQL, files.sink());
        if (opened.isEmpty()) {
            throw new DamagedTable("it cannot be opened a second time");
        }
        try (StoreFile again = opened.get()) {
            return InnodbFile.index(again.input(), table.index());
        }
    }

    /** Hands out the rows of the table. */
    static void tell(InnodbUserDefinition table, InnodbFile pages, TableAccounts rows) throws DamagedTable {
        new InnodbIndex(pages, table.row()).read(table.root(), record -> {
            Map<String, byte[]> values = new HashMap<>();
            for (Map.Entry<String, byte[]> field : record.values().entrySet()) {
                int type = table.types().getOrDefault(field.getKey(), 0);
                values.put(field.getKey(), text(type, field.getValue()));
            }
            values.put(
                    UserColumns.SECOND_PASSWORD,
                    BinaryJson.text(record.get(UserColumns.ATTRIBUTES), UserColumns.SECOND_PASSWORD)
                            .orElse(new byte[0]));
            rows.user(values);
        });
    }

    private static byte[] text(int type, byte[] value) throws DamagedTable {
        if (value.length < (type == InnodbUserDefinition.ENUM ? 1 : type == InnodbUserDefinition.TIMESTAMP ? 4 : 0)) {
            throw new DamagedTable("a value is shorter than its type");
        }
        return switch (type) {
            case InnodbUserDefinition.STRING -> MyisamUserTable.withoutEndSpace(value);
            case InnodbUserDefinition.ENUM -> (value[0] == YES ? "Y" : "N").getBytes(StandardCharsets.US_ASCII);
            case InnodbUserDefinition.TIMESTAMP ->
                MyisamUserTable.time(ByteBuffer.wrap(value).getInt());
            default -> value;
        };
    }
}
