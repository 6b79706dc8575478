package dev.watchword.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The measurement still runs and every question is answered; how fast is for a quiet machine to say. */
class WeakPasswordListBenchmarkTest {

    @Test
    @Timeout(300)
    void answersEveryQuestion() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        WeakPasswordListBenchmark benchmark = new WeakPasswordListBenchmark(out, 2_000, 20_000, 0.05);
        benchmark.onSqlite();
        benchmark.onPostgresql();
        String table = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(table.contains("SQLite: ") && table.contains("PostgreSQL: "), table);
        for (Question question : Question.all(2_000)) {
            assertEquals(3, table.split(Pattern.quote("\n" + question.name() + " "), -1).length, table);
        }
    }
}
