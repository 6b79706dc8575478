package dev.watchword.benchmark.john;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The comparison as Markdown, and its place in a page between two marks. */
final class ComparisonTable {

    private static final String BEGIN = "<!-- written by benchmark/run john -->";
    private static final String END = "<!-- end of what benchmark/run john writes -->";

    private ComparisonTable() {}

    /** @param machine what it was measured on */
    static String of(List<Line> lines, String machine) {
        StringBuilder out = new StringBuilder(machine).append("\n\n");
        out.append("| work | Watchword: CPU s (min to max), MiB | John: CPU s, MiB, ratio | libxcrypt: CPU s, ratio |"
                + " John jumbo, scaled: CPU s | ratio | goal | |\n");
        out.append("|---|---|---|---|---|---|---|---|\n");
        lines.forEach(line -> out.append(row(line)));
        return out.toString();
    }

    /** One line of it. */
    static String row(Line line) {
        Measured own = Measured.median(line.watchword());
        DoubleSummaryStatistics spread =
                line.watchword().stream().mapToDouble(Measured::cpuSeconds).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "| %s, %,d × %,d | %.2f (%.2f to %.2f), %.0f | %s | %s | %.2f | %.2f | %.1f | %s |%n",
                line.work().name(),
                line.work().accounts(),
                line.work().words(),
                own.cpuSeconds(),
                spread.getMin(),
                spread.getMax(),
                own.mebibytes(),
                john(line, own),
                line.libxcryptSeconds()
                        .map(seconds -> String.format(Locale.ROOT, "%.2f, %.2f", seconds, seconds / own.cpuSeconds()))
                        .orElse("-"),
                line.jumboSeconds(),
                line.ratioToJumbo(),
                line.work().goal(),
                line.met() ? "met" : "missed");
    }

    private static String john(Line line, Measured own) {
        if (line.john().isEmpty()) {
            return "-";
        }
        Measured john = Measured.median(line.john());
        return String.format(
                Locale.ROOT,
                "%s%.2f, %.0f, %.2f",
                line.johnShare() < 1 ? "≈ " : "",
                john.cpuSeconds(),
                john.mebibytes(),
                john.cpuSeconds() / own.cpuSeconds());
    }

    /** Puts the table into a page in the place of the one before. */
    static void write(String table, Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no place for the table: " + BEGIN);
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + "\n" + table + text.substring(end));
    }
}
