package dev.watchword.server.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a list, in the form that the vendor's lists and our own share: what they are asked with, and what they answer.
 *
 * @param totalNum how many records the whole list has
 * @param dataList those of this page, in order
 */
public record Listing<T>(long totalNum, List<T> dataList) {

    /** The most that a 32-bit integer of the contract holds. */
    public static final long MOST = Integer.MAX_VALUE;

    /** Stands for every enterprise project that the caller may see. */
    public static final String ALL_ENTERPRISE_PROJECTS = "all_granted_eps";

    /** Of which enterprise project; the default one when it is absent. */
    public static final Field ENTERPRISE_PROJECT = Field.optional("enterprise_project_id", Shape.text(1, 256))
            .or("0")
            .saying("The enterprise project; all_granted_eps stands for every one.");

    /** How many records the page holds at the most. */
    public static final Field LIMIT =
            Field.optional("limit", Shape.whole(10, 200)).or(10).saying("How many records the page holds at the most.");

    /** How many records come before the page. */
    public static final Field OFFSET =
            Field.optional("offset", Shape.whole(0, 2_000_000)).or(0).saying("How many records come before the page.");

    public Listing {
        dataList = List.copyOf(dataList);
    }

    /** The filters of a list, then enterprise project and page. */
    public static Fields asked(Field... filters) {
        return new Fields(Stream.concat(Stream.of(filters), Stream.of(ENTERPRISE_PROJECT, LIMIT, OFFSET))
                .toList());
    }

    /** The filters of a list that knows no enterprise projects or has a filter of its own for them, then the page. */
    public static Fields paged(Field... filters) {
        return new Fields(
                Stream.concat(Stream.of(filters), Stream.of(LIMIT, OFFSET)).toList());
    }

    /** What a list of such records answers. */
    public static Fields answered(Field... record) {
        return Fields.of(
                Field.required("total_num", Shape.whole(0, MOST)),
                Field.required("data_list", Shape.items(0, 200, Shape.members(record))));
    }

    /** A page of a list as an answer. */
    public static Answer page(long total, List<?> records) {
        return Answer.ok(new Listing<>(total, records));
    }

    /**
     * Returns when the header {@code region}, which some of the vendor's clients always send, has 1 to 128 characters or
     * is absent. There is one region: it decides nothing.
     *
     * @throws ApiError 400
     */
    public static void checkRegion(Call call) {
        int given = call.raw().count("region");
        boolean fits = call.raw()
                .header("region")
                .map(region -> region.codePointCount(0, region.length()))
                .filter(length -> length >= 1 && length <= 128)
                .isPresent();
        if (given > 0 && !fits) {
            throw call.service().invalid("region", "it must have 1 to 128 characters");
        }
    }
}
