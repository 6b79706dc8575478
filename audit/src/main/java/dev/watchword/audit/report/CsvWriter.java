package dev.watchword.audit.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes lines of one CSV format as UTF-8. A report may have a million of them, whose cells mostly hold what the line before held in that
 * place: what became of a cell's text is kept until another comes.
 */
final class CsvWriter {

    /** Makes foreign text fit for a cell. */
    interface Cleaning {
        String of(String foreign);
    }

    private final CSVFormat format;
    private final byte[] separator;
    private final Cleaning cleaning;
    private final OutputStream out;
    private final String[] texts;
    private final boolean[] foreigners;
    private final byte[][] written;
    private byte[] line = new byte[512];
    private int length;
    private int column;

    /** @param columns how many cells each line has */
    CsvWriter(CSVFormat format, int columns, Cleaning cleaning, OutputStream out) {
        this.format = format;
        this.separator = format.getRecordSeparator().getBytes(StandardCharsets.UTF_8);
        this.cleaning = cleaning;
        this.out = out;
        this.texts = new String[columns];
        this.foreigners = new boolean[columns];
        this.written = new byte[columns][];
    }

    /** Writes the next cell of the line: text of our own. */
    CsvWriter own(String text) throws IOException {
        return cell(text, false);
    }

    /** Writes the next cell of the line: text that anybody may have written. */
    CsvWriter foreign(String text) throws IOException {
        return cell(text, true);
    }

    /** Ends the line. */
    void end() throws IOException {
        append(separator);
        out.write(line, 0, length);
        length = 0;
        column = 0;
    }

    /** Gives what was written to the stream. */
    void flush() throws IOException {
        out.flush();
    }

    private CsvWriter cell(String text, boolean foreign) throws IOException {
        if (foreigners[column] != foreign || !text.equals(texts[column])) {
            texts[column] = text;
            foreigners[column] = foreign;
            written[column] = bytes(foreign ? cleaning.of(text) : text);
        }
        append(written[column]);
        column++;
        return this;
    }

    private void append(byte[] bytes) {
        if (line.length - length < bytes.length) {
            line = Arrays.copyOf(line, length + bytes.length + line.length);
        }
        System.arraycopy(bytes, 0, line, length, bytes.length);
        length += bytes.length;
    }

    private byte[] bytes(String text) throws IOException {
        String quoted = text;
        if (!isPlain(text)) {
            StringBuilder cell = new StringBuilder(text.length() + 8);
            format.print(text, cell, column == 0);
            quoted = cell.toString();
        } else if (column > 0) {
            quoted = format.getDelimiterString() + text;
        }
        return quoted.getBytes(StandardCharsets.UTF_8);
    }

    /** Letters, digits and a few signs: no format quotes them. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '/';
            if (!plain) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
