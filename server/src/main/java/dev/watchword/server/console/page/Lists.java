package dev.watchword.server.console.page;

import java.util.List;

/** Lists within objects of the API. */
final class Lists {

    private Lists() {}

    /** The objects of a part that is a list. */
    static List<Row> of(Row row, String name) {
        return row.json().path(name).valueStream().map(Row::new).toList();
    }
}
