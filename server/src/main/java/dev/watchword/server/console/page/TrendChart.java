package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How many findings were open at the end of each day, as a line: drawn here, so that it needs no script and its numbers stand
 * beside it as a table.
 *
 * @param days the oldest first
 * @param most the top of the scale, at least 1
 */
public record TrendChart(List<Day> days, long most) {

    /** The drawing's own units. */
    public static final int WIDTH = 600;

    public static final int HEIGHT = 160;

    /**
     * @param day e.g. {@code 2026-11-21}
     * @param opened findings that began or came back
     * @param ended findings that ended
     * @param open how many there were at its end
     */
    public record Day(String day, long opened, long ended, long open) {}

    public TrendChart {
        days = List.copyOf(days);
    }

    static TrendChart of(JsonNode trend) {
        List<Day> days = new ArrayList<>();
        long most = 1;
        for (JsonNode each : trend) {
            Day day = new Day(
                    each.path("day").asText(),
                    each.path("opened").asLong(),
                    each.path("ended").asLong(),
                    each.path("open").asLong());
            days.add(day);
            most = Math.max(most, day.open());
        }
        return new TrendChart(days, round(most));
    }

    /** The line's points. */
    public String line() {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            points.add(x(i) + "," + y(days.get(i).open()));
        }
        return String.join(" ", points);
    }

    /** What is below the line. */
    public String area() {
        return days.isEmpty() ? "" : "0," + HEIGHT + " " + line() + " " + x(days.size() - 1) + "," + HEIGHT;
    }

    /** Every day as a table shows it, the newest first. */
    public List<Day> newestFirst() {
        return days.reversed();
    }

    private String x(int index) {
        double step = days.size() < 2 ? 0 : (double) WIDTH / (days.size() - 1);
        return String.format(Locale.ROOT, "%.1f", index * step);
    }

    private String y(long open) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT - (double) open * HEIGHT / most);
    }

    /** The next number of one or two figures and zeros. */
    private static long round(long number) {
        long unit = 1;
        while (number / unit >= 20) {
            unit *= 10;
        }
        return (number + unit - 1) / unit * unit;
    }

    @Override
    public String toString() {
        return days.stream().map(Day::day).collect(Collectors.joining(" "));
    }
}
