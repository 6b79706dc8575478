package dev.watchword.server.weakpasswords;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a list, in the form of every list of the API.
 *
 * @param totalNum how many records the whole list has
 * @param dataList those of this page
 */
record Page<T>(long totalNum, List<T> dataList) {

    /** The most that a 32-bit integer of the contract holds. */
    static final long MOST = Integer.MAX_VALUE;

    private static final Field LIMIT =
            Field.optional("limit", Shape.whole(10, 200)).or(10).saying("How many records the page holds at the most.");
    private static final Field OFFSET =
            Field.optional("offset", Shape.whole(0, 2_000_000)).or(0).saying("How many records come before the page.");

    Page {
        dataList = List.copyOf(dataList);
    }

    /** The parameters of a list: its filters and the page. */
    static Fields asked(Field... filters) {
        return new Fields(
                Stream.concat(Stream.of(filters), Stream.of(LIMIT, OFFSET)).toList());
    }

    /** What a list answers. */
    static Fields answered(Field... record) {
        return Fields.of(
                Field.required("total_num", Shape.whole(0, MOST)),
                Field.required("data_list", Shape.items(0, 200, Shape.members(record))));
    }
}
