package dev.watchword.server.database;

import java.util.Map;

/** Where the two databases differ. Migrations name these differences as placeholders. */
public enum Dialect {
    SQLITE(Map.of("bytes", "BLOB", "bycodepoint", "COLLATE BINARY", "position", "instr", "clustered", "WITHOUT ROWID")),
    POSTGRESQL(Map.of("bytes", "BYTEA", "bycodepoint", "COLLATE \"C\"", "position", "strpos", "clustered", ""));

    private final Map<String, String> placeholders;

    Dialect(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** The dialect of a JDBC address. */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("the database must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME");
    }

    /**
     * What the migrations and statements write for {@code bytes} (a type for binary data), {@code bycodepoint} (the
     * collation that orders text by code point), {@code position} (the function that finds a text in another) and
     * {@code clustered} (after a table: its rows lie in the order of its primary key, where that can be had).
     */
    public Map<String, String> placeholders() {
        return placeholders;
    }

    /** A condition that is true where the column's text holds the bound text; both are folded already. */
    public String contains(String column, String parameter) {
        return placeholders.get("position") + "(" + column + ", :" + parameter + ") > 0";
    }

    /**
     * Tables and conditions that take the rows of one question one after the other and look up those of a table for each.
     * Neither database may do it the other way round, whatever it expects the conditions to leave.
     *
     * @param each a table, or a question in parentheses, and its name
     * @param table whose rows are looked up
     * @param name of those rows
     * @param conditions by which they are looked up
     */
    public String lookUp(String each, String table, String name, String conditions) {
        return switch (this) {
            case SQLITE -> each + " cross join " + table + " " + name + " where " + conditions;
            case POSTGRESQL ->
                each + " cross join lateral (select * from " + table + " " + name + " where " + conditions
                        + " offset 0) " + name;
        };
    }
}
