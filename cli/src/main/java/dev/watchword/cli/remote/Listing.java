package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.audit.report.Inert;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows for a person: columns as wide as their widest cell, foreign text made harmless. */
final class Listing {

    private final List<String> titles = new ArrayList<>();
    private final List<Function<JsonNode, String>> cells = new ArrayList<>();

    /** A column that shows a field as it is. */
    Listing column(String title, String field) {
        return column(title, row -> row.path(field).asText(""));
    }

    /** A column that shows something made of a row. */
    Listing column(String title, Function<JsonNode, String> cell) {
        titles.add(title);
        cells.add(cell);
        return this;
    }

    /** Prints the rows, or a sentence when there is none. */
    void print(List<JsonNode> rows, String nothing, PrintStream out) {
        if (rows.isEmpty()) {
            out.println(nothing);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(titles);
        for (JsonNode row : rows) {
            lines.add(cells.stream().map(cell -> Inert.visible(cell.apply(row))).toList());
        }
        int[] widths = new int[titles.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        for (List<String> line : lines) {
            out.println(joined(line, widths));
        }
    }

    private static String joined(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            text.append(cell);
            text.repeat(" ", widths[i] - cell.codePointCount(0, cell.length()) + 2);
        }
        return text.toString().stripTrailing();
    }
}
