package dev.watchword.account.mysql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * What a tablespace says of its table {@code mysql.user}, in the descriptions that it keeps of its own tables as compressed JSON
 * ("serialized dictionary information" in MySQL's manual).
 *
 * @param index number of the clustered index
 * @param root page where it begins
 * @param row what its records are made of
 * @param types MySQL's number of each column's type, by the column's name in lower case
 */
record InnodbUserDefinition(long index, long root, InnodbRow row, Map<String, Integer> types) {

    static final int TIMESTAMP = 18;
    static final int ENUM = 22;
    static final int STRING = 29;
    static final int JSON = 31;

    private static final String TABLE = "user";
    private static final String SCHEMA = "mysql";
    private static final int DESCRIBES_A_TABLE = 1;

    private static final FileLimits DESCRIPTION_LIMITS = new FileLimits(1 << 20, 1 << 20);
    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 0xffff;
    private static final int MOST_COLUMNS = 200;

    /** The tablespace holds the tables of the server itself alone. */
    private static final int MOST_TABLES = 1_000;

    /** How the descriptions themselves are kept. */
    private static final InnodbRow DESCRIPTION = new InnodbRow(
            List.of(
                    new InnodbRow.Column("type", false, 4, 0),
                    new InnodbRow.Column("id", false, 8, 0),
                    new InnodbRow.Column("transaction", false, 6, 0),
                    new InnodbRow.Column("undo", false, 7, 0),
                    new InnodbRow.Column("length", false, 4, 0),
                    new InnodbRow.Column("compressed", false, 4, 0),
                    new InnodbRow.Column("data", false, 0, 1L << 32)),
            2);

    /** Collations of character sets of one byte: ascii, latin1, binary. */
    private static final Set<Integer> ONE_BYTE = Set.of(5, 8, 11, 15, 31, 47, 48, 49, 63, 65, 94);

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** The definition in a file of which the descriptions were kept. */
    static InnodbUserDefinition of(InnodbFile file) throws DamagedTable {
        List<InnodbUserDefinition> found = new ArrayList<>();
        int[] left = {MOST_TABLES};
        new InnodbIndex(file, DESCRIPTION).read(file.definitionsRoot(), record -> {
            if (left[0]-- == 0) {
                throw new DamagedTable("the tablespace describes more than " + MOST_TABLES + " tables");
            }
            if (ByteBuffer.wrap(record.get("type")).getInt() == DESCRIBES_A_TABLE) {
                new Reading(record.get("data")).definition().ifPresent(found::add);
            }
        });
        if (found.size() != 1) {
            throw new DamagedTable("the tablespace describes " + found.size() + " tables of accounts");
        }
        return found.getFirst();
    }

    /** One column as it is described. */
    private static final class Described {
        private String name = "";
        private String history = "";
        private int type;
        private boolean nullable;
        private boolean virtual;
        private int collation;
        private long length;

        /** How it stands in a record. */
        InnodbRow.Column column() throws DamagedTable {
            if (length < 0 || type == STRING && length > LONGEST_TEXT) {
                throw new DamagedTable("a column is longer than a column can be");
            }
            boolean variable = type == STRING && !ONE_BYTE.contains(collation);
            int fixed = switch (name) {
                case "db_trx_id" -> 6;
                case "db_roll_ptr" -> 7;
                default ->
                    switch (type) {
                        case 2, ENUM -> 1;
                        case 3 -> 2;
                        case 10 -> 3;
                        case 4, TIMESTAMP -> 4;
                        case 9 -> 8;
                        case STRING -> variable ? 0 : (int) length;
                        case 16, 24, 25, 26, 27, JSON -> 0;
                        default -> throw new DamagedTable("a column is of a type that is not known, " + type);
                    };
            };
            boolean isBlob = type >= 24 && type <= 27 || type == JSON;
            return new InnodbRow.Column(name, nullable, fixed, isBlob ? 1L << 32 : length);
        }
    }

    private static final class Reading {
        private final byte[] compressed;
        private final List<Described> columns = new ArrayList<>();
        private final List<Integer> order = new ArrayList<>();
        private final List<String> indexes = new ArrayList<>();
        private String table = "";
        private String schema = "";
        private String history = "";
        private int keys;
        private boolean another;

        Reading(byte[] compressed) {
            this.compressed = compressed;
        }

        Optional<InnodbUserDefinition> definition() throws DamagedTable {
            InputStream text = new InflaterInputStream(new ByteArrayInputStream(compressed));
            try (JsonParser parser = PARSERS.createParser(new BoundedInput(text, DESCRIPTION_LIMITS))) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    object(parser, "dd_object", this::table);
                }
            } catch (IOException notJson) {
                throw new DamagedTable("a table's description is not the JSON it should be");
            }
            return table.equals(TABLE) && schema.equals(SCHEMA) ? Optional.of(made()) : Optional.empty();
        }

        private InnodbUserDefinition made() throws DamagedTable {
            boolean changed = history.contains("instant_col")
                    || columns.stream().anyMatch(column -> column.history.contains("version_"));
            if (changed) {
                throw new DamagedTable(
                        "columns were added without a copy of the table: the form of its rows is not known");
            }
            Map<String, Integer> types = new HashMap<>();
            List<InnodbRow.Column> ordered = new ArrayList<>();
            for (int place : order) {
                if (place < 0 || place >= columns.size()) {
                    throw new DamagedTable("an index names a column that is not there");
                }
                Described column = columns.get(place);
                if (!column.virtual) {
                    ordered.add(column.column());
                    boolean another = types.put(column.name, column.type) == null;
                    if (!another || ordered.size() > MOST_COLUMNS) {
                        throw new DamagedTable("an index has too many columns, or one twice");
                    }
                }
            }
            if (keys == 0 || keys > ordered.size() || indexes.isEmpty()) {
                throw new DamagedTable("the table has no clustered index");
            }
            return new InnodbUserDefinition(
                    number(indexes.getFirst(), "id"),
                    number(indexes.getFirst(), "root"),
                    new InnodbRow(ordered, keys),
                    types);
        }

        private void table(String name, JsonToken value, JsonParser parser) throws IOException {
            switch (name) {
                case "name" -> {
                    table = parser.getText();
                    another = !table.equals(TABLE);
                }
                case "schema_ref" -> schema = parser.getText();
                case "se_private_data" -> history = parser.getText();
                case "columns" ->
                    array(parser, value, () -> {
                        Described column = new Described();
                        columns.add(column);
                        return (field, token, inside) -> column(column, field, inside);
                    });
                case "indexes" ->
                    array(parser, value, () -> {
                        boolean clustered = indexes.isEmpty();
                        return (field, token, inside) -> index(clustered, field, token, inside);
                    });
                default -> parser.skipChildren();
            }
        }

        private void column(Described column, String field, JsonParser parser) throws IOException {
            switch (field) {
                case "name" -> column.name = parser.getText().toLowerCase(Locale.ROOT);
                case "type" -> column.type = parser.getIntValue();
                case "is_nullable" -> column.nullable = parser.getBooleanValue();
                case "is_virtual" -> column.virtual = parser.getBooleanValue();
                case "collation_id" -> column.collation = parser.getIntValue();
                case "char_length" -> column.length = parser.getLongValue();
                case "se_private_data" -> column.history = parser.getText();
                default -> parser.skipChildren();
            }
        }

        /** The first index is the clustered one. */
        private void index(boolean clustered, String field, JsonToken value, JsonParser parser) throws IOException {
            if (clustered && field.equals("se_private_data")) {
                indexes.add(parser.getText());
            } else if (clustered && field.equals("elements")) {
                array(parser, value, () -> {
                    order.add(-1);
                    return this::element;
                });
            } else {
                parser.skipChildren();
            }
        }

        private void element(String field, JsonToken value, JsonParser parser) throws IOException {
            switch (field) {
                case "column_opx" -> order.set(order.size() - 1, parser.getIntValue());
                case "hidden" -> keys += parser.getBooleanValue() ? 0 : 1;
                default -> parser.skipChildren();
            }
        }

        private static long number(String data, String name) throws DamagedTable {
            for (String pair : data.split(";", -1)) {
                if (pair.matches(name + "=[0-9]{1,18}")) {
                    return Long.parseLong(pair.substring(name.length() + 1));
                }
            }
            throw new DamagedTable("an index does not say where it stands");
        }

        private void object(JsonParser parser, String wanted, Member member) throws IOException {
            while (!another && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(wanted) && value == JsonToken.START_OBJECT) {
                    members(parser, member);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void array(JsonParser parser, JsonToken value, Begin begin) throws IOException {
            if (value != JsonToken.START_ARRAY) {
                throw new IOException("a list is expected");
            }
            int left = MOST_COLUMNS;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                if (left-- == 0) {
                    throw new IOException("a list is too long");
                }
                members(parser, begin.begin());
            }
        }

        /** Ends early when the table is another one. */
        private void members(JsonParser parser, Member member) throws IOException {
            while (!another && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                member.member(name, parser.nextToken(), parser);
            }
        }

        private interface Member {
            void member(String name, JsonToken value, JsonParser parser) throws IOException;
        }

        private interface Begin {
            Member begin();
        }
    }
}
