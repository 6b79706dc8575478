package dev.watchword.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The measurement still runs and every page is answered; how fast is for a quiet machine to say. */
class ConsoleBenchmarkTest {

    /** Head lines, then a line a page. */
    private static final int PAGES = 33;

    @Test
    @Timeout(300)
    void everyPageIsAnsweredOnSqlite() throws Exception {
        FreshDatabase.sqlite((name, url) -> everyPageIsAnswered(name, url));
    }

    @Test
    @Timeout(300)
    void everyPageIsAnsweredOnPostgresql() throws Exception {
        FreshDatabase.postgresql((name, url) -> everyPageIsAnswered(name, url));
    }

    private static void everyPageIsAnswered(String name, String url) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new ConsoleBenchmark(out, 500, 5_000, 0.03).measure(name, url);
        String table = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(table.contains(name + ": 500 hosts"), table);
        assertEquals(
                PAGES,
                table.lines()
                        .dropWhile(line -> !line.startsWith("page "))
                        .skip(1)
                        .count(),
                table);
    }
}
