package dev.watchword.account.mysql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a row of the table {@code mysql.user}, whose columns differ from version to version: the names that a version does not have
 * are simply not there. See MySQL's manual, "Grant Tables", and MariaDB's page on {@code mysql.user}.
 */
final class UserColumns {

    static final String HOST = "host";
    static final String USER = "user";
    static final String ATTRIBUTES = "user_attributes";

    /** Where an account has a second password while it moves to a new one (MySQL 8). */
    static final String SECOND_PASSWORD = "additional_password";

    private static final String PLUGIN = "plugin";
    private static final String TEXT = "authentication_string";
    private static final String OLD_TEXT = "password";

    private static final long SUPER = 1 << 15;
    private static final int DEEPEST = 16;
    private static final int DATE_CHARS = 10;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final Map<String, byte[]> row;

    private UserColumns(Map<String, byte[]> row) {
        this.row = row;
    }

    /**
     * What a row says.
     *
     * @param row values as text by the column's name in lower case; a column without a value may be empty or not there
     */
    static Grant read(Map<String, byte[]> row) {
        UserColumns columns = new UserColumns(row);
        String plugin = columns.text(PLUGIN);
        String text = columns.text(TEXT);
        if (plugin.isEmpty() || text.isEmpty()) {
            text = row.containsKey(OLD_TEXT) ? columns.text(OLD_TEXT) : text;
        }
        List<Method> methods = new ArrayList<>();
        methods.add(Method.of(plugin, text));
        String second = columns.secondPassword();
        if (!second.isEmpty()) {
            methods.add(Method.of(plugin, second));
        }
        return new Grant(
                methods,
                columns.isYes("account_locked"),
                columns.isYes("is_role"),
                columns.isYes("super_priv") ? SUPER : 0,
                columns.changedAt());
    }

    /** Bytes as Latin-1. */
    private String text(String column) {
        return new String(row.getOrDefault(column, new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private boolean isYes(String column) {
        return text(column).equalsIgnoreCase("Y");
    }

    private long changedAt() {
        String written = text("password_last_changed");
        if (written.length() < DATE_CHARS) {
            return 0;
        }
        try {
            return LocalDate.parse(written.substring(0, DATE_CHARS))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toEpochSecond();
        } catch (DateTimeException never) {
            return 0;
        }
    }

    private String secondPassword() {
        if (row.containsKey(SECOND_PASSWORD)) {
            return text(SECOND_PASSWORD);
        }
        byte[] attributes = row.getOrDefault(ATTRIBUTES, new byte[0]);
        if (attributes.length == 0) {
            return "";
        }
        try (JsonParser parser = JSON.createParser(new String(attributes, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(SECOND_PASSWORD) && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException notJson) {
            return "";
        }
    }
}
