package dev.watchword.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

/** Beside the printer of Apache Commons CSV, which looks at each cell anew. */
class CsvWriterTest {

    private static final int COLUMNS = 3;

    @Property(tries = 500)
    void writesWhatThePrinterWrites(@ForAll("lines") List<List<String>> lines) throws IOException {
        StringBuilder expected = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(expected, CSVFormat.RFC4180)) {
            printer.printRecords(lines);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(CSVFormat.RFC4180, COLUMNS, text -> text, out);
        for (List<String> line : lines) {
            for (String cell : line) {
                csv.own(cell);
            }
            csv.end();
        }
        assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void cleansForeignTextAlone() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(CSVFormat.RFC4180, 1, text -> "clean", out);
        csv.own("=1").end();
        csv.foreign("=1").end();
        csv.own("=1").end();
        assertEquals("=1\r\nclean\r\n=1\r\n", out.toString(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<List<String>>> lines() {
        Arbitrary<String> chars = Arbitraries.strings()
                .withChars("aZ0_/ ,\"\r\n;#!'\u00e4\u4e2d-")
                .ofMaxLength(4);
        Arbitrary<String> cells = Arbitraries.oneOf(chars, Arbitraries.of("", "usable", "a b", "\"", "hashes"));
        return cells.list().ofSize(COLUMNS).list().ofMaxSize(6);
    }
}
