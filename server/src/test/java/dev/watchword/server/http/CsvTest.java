package dev.watchword.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What spreadsheets take for a formula: OWASP's page on CSV injection names the signs, their full-width forms and separators. */
class CsvTest {

    @Test
    void writesCellsAsRfc4180Does() {
        assertEquals("a,\"b,c\",\"say \"\"x\"\"\",\r\n", Csv.line(List.of("a", "b,c", "say \"x\"", "")));
    }

    @Test
    void noCellIsAFormula() {
        for (String sign : List.of("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
            assertEquals("'" + sign + "1\r\n", Csv.line(List.of(sign + "1")));
            assertEquals("\" '" + sign + "1\"\r\n", Csv.line(List.of(" " + sign + "1")));
            assertEquals("a" + sign + "1\r\n", Csv.line(List.of("a" + sign + "1")));
        }
        assertEquals("'\\u00091\r\n", Csv.line(List.of("\t1")));
    }

    /** Where a comma is in decimal use a spreadsheet cuts the same line at its semicolons. */
    @Test
    void noCellIsAFormulaWhereSemicolonsSeparate() {
        assertEquals("u;'=1+1\r\n", Csv.line(List.of("u;=1+1")));
        assertEquals("\"u; '=cmd|' /C calc'!A0;x\"\r\n", Csv.line(List.of("u; =cmd|' /C calc'!A0;x")));
    }

    @Test
    void whatHasNoLookIsWrittenOut() {
        assertEquals("a\\u202eb\\u000a\r\n", Csv.line(List.of("a\u202eb\n")));
    }
}
