package dev.watchword.server.weakpasswords;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * A page of the findings that the filters of a call leave, newest first. Few are gathered from their hosts and sorted; many
 * are walked in the order of the list, where a page is soon full. See ADR 27. Used by one thread.
 *
 * @param call the list's
 * @param place where the page begins; empty for an offset from the newest
 */
record FindingSearch(Handle handle, Dialect dialect, Call call, Optional<FindingPlace> place) {

    /** How many are gathered at the most: a page of more is found by walking some ten thousand of a million. */
    private static final int FEW = 2_000;

    private static final String NEWEST_FIRST = " order by f.first_seen_at desc, f.host_id desc, f.id desc";
    private static final String OLDEST_FIRST = " order by f.first_seen_at, f.host_id, f.id";
    private static final String ACCEPTANCE = " left join finding_acceptance a on a.host_id = f.host_id"
            + " and a.finding_id = f.id and a.expires_at > :now";

    /** How far one counts. */
    static final Field COUNT_UP_TO = Field.optional("count_up_to", Shape.whole(1, Listing.MOST))
            .saying("Findings that are not counted already are counted up to this number: total_num is one more when"
                    + " there are more. They are all counted when it is absent, which takes long where they are many.");

    <T> Listing<T> page(RowMapper<T> mapper) {
        if (FindingFilter.isCounted(call.query())) {
            long total = FindingFilter.counted(handle, dialect, call.query(), call.projectId(), now());
            if (total == 0 && !ScannedStores.someArrive(handle, call.projectId())) {
                return new Listing<>(0, List.of());
            }
            Conditions all = walked();
            return atLeastSeen(walk(all, Math.max(1, total), Listing.MOST, mapper), total);
        }
        long most = call.query().optionalLong("count_up_to").orElse(Listing.MOST);
        if (FindingFilter.chooseHosts(call.query())) {
            Listing<T> gathered = gather(mapper);
            if (gathered.totalNum() <= FEW) {
                return new Listing<>(Math.min(gathered.totalNum(), most + 1), gathered.dataList());
            }
        }
        Conditions all = walked();
        boolean isMany = FindingFilter.chooseHosts(call.query()) && most <= FEW;
        return walk(all, isMany ? most + 1 : count(all, most), most, mapper);
    }

    /** Numbers that are kept are those from before a large report while it comes: what was found there now is not hidden by them. */
    private <T> Listing<T> atLeastSeen(Listing<T> page, long total) {
        int rows = page.dataList().size();
        return new Listing<>(rows == 0 ? total : Math.max(total, call.query().whole("offset") + rows), page.dataList());
    }

    private Conditions walked() {
        return FindingFilter.of(call.query(), call.projectId(), dialect, now());
    }

    private long now() {
        return call.at().toEpochMilli();
    }

    private long count(Conditions all, long most) {
        return handle.createQuery(
                        "select count(*) from (select 1 as one from finding f where " + all.sql() + " limit :most) c")
                .bindMap(all.values())
                .bind("most", most + 1)
                .mapTo(Long.class)
                .one();
    }

    /** @param most how far was counted: a total beyond it says nothing of what is behind the offset */
    private <T> Listing<T> walk(Conditions all, long total, long most, RowMapper<T> mapper) {
        if (total <= most && total <= call.query().whole("offset")) {
            return new Listing<>(total, List.of());
        }
        Conditions conditions = all;
        place.ifPresent(given -> given.bind(conditions.and(given.condition())));
        Query query = handle.createQuery("select " + FindingRow.COLUMNS + " from (select f.host_id, f.id from finding f"
                + " where " + conditions.sql() + part() + ") p"
                + " join finding f on f.host_id = p.host_id and f.id = p.id"
                + " join host h on h.id = f.host_id" + ACCEPTANCE + NEWEST_FIRST);
        return new Listing<>(total, bound(query, conditions).map(mapper).list());
    }

    /** The number and the page at once; only the number is right when there are more than a few. */
    private <T> Listing<T> gather(RowMapper<T> mapper) {
        Conditions conditions = new Conditions();
        String gathered = FindingFilter.gathered(call.query(), call.projectId(), dialect, now(), conditions);
        place.ifPresent(given -> given.bind(conditions));
        Query query = handle.createQuery("with few as materialized (select f.host_id, f.id, f.first_seen_at from "
                        + gathered + " limit :few)"
                        + " select t.total, " + FindingRow.COLUMNS + " from (select count(*) as total from few) t"
                        + " left join (select f.host_id, f.id from few f where "
                        + place.map(FindingPlace::condition).orElse("1 = 1") + part() + ") p on 1 = 1"
                        + " left join finding f on f.host_id = p.host_id and f.id = p.id"
                        + " left join host h on h.id = f.host_id" + ACCEPTANCE + NEWEST_FIRST)
                .bind("few", FEW + 1);
        List<Found<T>> rows = bound(query, conditions)
                .map((row, context) -> new Found<>(
                        row.getLong("total"),
                        row.getString("host_id") == null ? Optional.<T>empty() : Optional.of(mapper.map(row, context))))
                .list();
        return new Listing<>(
                rows.getFirst().total(),
                rows.stream().flatMap(each -> each.finding().stream()).toList());
    }

    /** A row of the answer; there is one without a finding when the page is empty. */
    private record Found<T>(long total, Optional<T> finding) {}

    private String part() {
        return (place.filter(given -> !given.ahead()).isPresent() ? OLDEST_FIRST : NEWEST_FIRST)
                + " limit :limit offset :offset";
    }

    private Query bound(Query query, Conditions conditions) {
        return query.bindMap(conditions.values())
                .bind("now", now())
                .bind("limit", call.query().whole("limit"))
                .bind("offset", call.query().whole("offset"));
    }
}
