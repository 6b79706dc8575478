package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import java.util.ArrayList;
import java.util.List;

/** Lists of the account service, which are read from marker to marker. */
final class Marked {

    private static final int LIMIT = 200;
    private static final int MOST_PAGES = 10;

    private Marked() {}

    /**
     * Every object of a list, at most two thousand.
     *
     * @param list its address without a place
     * @param name of the array
     */
    static List<Row> all(Visit visit, Address list, String name) {
        List<Row> rows = new ArrayList<>();
        String marker = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode json = visit.api().get(list.with("limit", LIMIT).with("marker", marker));
            json.path(name).valueStream().map(Row::new).forEach(rows::add);
            marker = json.path("page_info").path("next_marker").asText();
            if (marker.isEmpty()) {
                break;
            }
        }
        return rows;
    }
}
