package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * How far the fleet was tested, and why not further: by host, by store and by account. Safe for use by many threads.
 *
 * @param parts database and clock
 */
public record CoverageLists(Parts parts) {

    private static final String HOST_SCAN = " left join host_scan n on n.host_id = h.id";

    /** That an account has a stored password; one that cannot be tested has no scheme where that is not known. */
    private static final String HAS_PASSWORD = "(c.scheme != '' or c.state = 'unsupported')";

    private static final long DAY = 86_400_000;

    private static final Field HOST_ID = Field.optional("host_id", Shape.text(0, 64));
    private static final Field HOST_NAME = Field.optional("host_name", Shape.text(0, 256));
    private static final Field GROUP_ID = Field.optional("group_id", Shape.text(0, 64));
    private static final Field TIME = Field.required("last_scan_at", Shape.whole(0, Long.MAX_VALUE));
    private static final Field[] NAMED = {
        Field.required("host_id", Shape.text(0, 64)), Field.required("host_name", Shape.text(0, 256))
    };

    public static final Fields HOSTS_QUERY = Listing.paged(
            HOST_ID,
            HOST_NAME,
            GROUP_ID,
            Field.optional("stale", Shape.flag()).saying("Only hosts without a recent scan, or only the others."));
    public static final Fields HOSTS = Listing.answered(
            NAMED[0],
            NAMED[1],
            TIME,
            Field.required("stale", Shape.flag()),
            Field.required("stores", Shape.whole(0, Listing.MOST)),
            Field.required("incomplete_stores", Shape.whole(0, Listing.MOST)),
            Field.required("accounts", Shape.whole(0, Listing.MOST)),
            Field.required("untested_accounts", Shape.whole(0, Listing.MOST))
                    .saying("Those without a stored password too."),
            Field.required("untested_passwords", Shape.whole(0, Listing.MOST))
                    .saying("Accounts with a stored password that was not tested."));
    public static final Fields STORES_QUERY = Listing.paged(
            HOST_ID,
            HOST_NAME,
            GROUP_ID,
            Field.optional("incomplete", Shape.flag())
                    .saying("Only stores that were not read to their end, or others."));
    public static final Fields STORES = Listing.answered(
            NAMED[0],
            NAMED[1],
            Field.required("service_type", Shape.text(1, 16)),
            Field.required("store", Shape.text(1, ReportCheck.PATH)),
            Field.required("incomplete", Shape.text(0, ReportCheck.FREE_TEXT))
                    .saying("Why; empty when it is complete."),
            Field.required("reported_at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("complete_at", Shape.whole(0, Long.MAX_VALUE)).saying("0 until it was read to its end."));
    public static final Fields ACCOUNTS_QUERY = Listing.paged(
            HOST_ID,
            HOST_NAME,
            GROUP_ID,
            Field.optional("user_name", Shape.text(0, 256)),
            Field.optional("tested", Shape.flag()).saying("Only accounts that were tested, or only the others."));
    public static final Fields ACCOUNTS = Listing.answered(
            NAMED[0],
            NAMED[1],
            Field.required("service_type", Shape.text(1, 16)),
            Field.required("store", Shape.text(1, ReportCheck.PATH)),
            Field.required("user_name", Shape.text(0, ReportCheck.USER_NAME)),
            Field.required("state", Shape.text(1, 32)),
            Field.required("scheme", Shape.text(0, ReportCheck.MASK)),
            Field.required("tried", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("planned", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("note", Shape.text(0, ReportCheck.FREE_TEXT)).saying("Why it was not tested; else empty."));

    /** Answers a page of hosts. */
    public Answer hosts(Call call) {
        int staleDays = parts.database()
                .read(handle -> Settings.of(handle, call.projectId()).staleDays());
        long fresh = call.at().toEpochMilli() - staleDays * DAY;
        Conditions conditions = ofHosts(call).bind("fresh", fresh);
        call.query()
                .optionalFlag("stale")
                .ifPresent(stale -> conditions.and("coalesce(n.finished_at, -1) " + (stale ? "<" : ">=") + " :fresh"));
        return page(
                call,
                " from host h" + (call.query().optionalFlag("stale").isPresent() ? HOST_SCAN : ""),
                conditions,
                "h.id, h.name",
                "h.name, h.id",
                handle -> total(handle, call, conditions, fresh),
                // Looked up for the hosts of this page alone, and not for all that are passed over.
                hosts -> "select h.id, h.name,"
                        + " coalesce((select n.finished_at from host_scan n where n.host_id = h.id), -1) as finished_at,"
                        + " (select count(*) from scanned_store s where s.host_id = h.id) as stores,"
                        + " (select count(*) from scanned_store s where s.host_id = h.id and s.incomplete != '')"
                        + " as incomplete_stores,"
                        + " (select count(*) from scanned_account c where c.host_id = h.id) as accounts,"
                        + " (select count(*) from scanned_account c where c.host_id = h.id and c.note != '')"
                        + " as untested_accounts,"
                        + " (select count(*) from scanned_account c where c.host_id = h.id and c.note != ''"
                        + " and " + HAS_PASSWORD + ") as untested_passwords from (" + hosts
                        + ") h order by h.name, h.id",
                (row, context) -> new Host(
                        row.getString("id"),
                        row.getString("name"),
                        Math.max(0, row.getLong("finished_at")),
                        row.getLong("finished_at") < fresh,
                        row.getLong("stores"),
                        row.getLong("incomplete_stores"),
                        row.getLong("accounts"),
                        row.getLong("untested_accounts"),
                        row.getLong("untested_passwords")));
    }

    /** Whether hosts were scanned lately is not looked up for each of them where nothing else is asked. */
    private static long total(Handle handle, Call call, Conditions conditions, long fresh) {
        Optional<Boolean> stale = call.query().optionalFlag("stale");
        if (stale.isEmpty()) {
            return count(handle, " from host h", conditions);
        }
        if (Stream.of("host_id", "host_name", "group_id")
                .anyMatch(name -> call.query().filter(name).isPresent())) {
            return count(handle, " from host h" + HOST_SCAN, conditions);
        }
        HostNumbers numbers = HostNumbers.of(handle, call.projectId(), fresh);
        return stale.get() ? numbers.stale() : numbers.recent();
    }

    /** Answers a page of stores. */
    public Answer stores(Call call) {
        Conditions conditions = ofHosts(call);
        call.query()
                .optionalFlag("incomplete")
                .ifPresent(incomplete -> conditions.and("s.incomplete " + (incomplete ? "!=" : "=") + " ''"));
        return page(
                call,
                " from scanned_store s join host h on h.id = s.host_id",
                conditions,
                "h.id, h.name, s.service_type, s.store, s.incomplete, s.reported_at, s.complete_at",
                "h.name, h.id, s.service_type, s.store, s.id",
                (row, context) -> new Store(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("service_type"),
                        row.getString("store"),
                        row.getString("incomplete"),
                        row.getLong("reported_at"),
                        row.getLong("complete_at")));
    }

    /** Answers a page of accounts. */
    public Answer accounts(Call call) {
        Conditions conditions = ofHosts(call)
                .when(
                        call.query().filter("user_name").map(Folded::of),
                        parts.database().dialect().contains("c.user_folded", "user"),
                        "user");
        call.query()
                .optionalFlag("tested")
                .ifPresent(tested -> conditions.and("c.note " + (tested ? "=" : "!=") + " ''"));
        return page(
                call,
                " from scanned_account c join host h on h.id = c.host_id"
                        + " join scanned_store s on s.host_id = c.host_id and s.id = c.store_id",
                conditions,
                "h.id, h.name, s.service_type, s.store, c.user_name, c.state, c.scheme, c.tried, c.planned, c.note",
                "h.name, h.id, s.service_type, s.store, c.user_name, c.id",
                (row, context) -> new Account(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("service_type"),
                        row.getString("store"),
                        row.getString("user_name"),
                        row.getString("state"),
                        row.getString("scheme"),
                        row.getLong("tried"),
                        row.getLong("planned"),
                        row.getString("note")));
    }

    private Conditions ofHosts(Call call) {
        Optional<String> name = call.query().filter("host_name").map(Folded::of);
        return new Conditions()
                .and("h.project_id = :project", "project", call.projectId())
                .and("h.retired_at is null")
                .when(call.query().filter("host_id"), "h.id = :host", "host")
                .when(call.query().filter("group_id"), "h.group_id = :group", "group")
                .when(name, parts.database().dialect().contains("h.name_folded", "name"), "name");
    }

    private <T> Answer page(
            Call call, String from, Conditions conditions, String columns, String order, RowMapper<T> mapper) {
        return page(
                call,
                from,
                conditions,
                columns,
                order,
                handle -> count(handle, from, conditions),
                rows -> rows,
                mapper);
    }

    private <T> Answer page(
            Call call,
            String from,
            Conditions conditions,
            String columns,
            String order,
            ToLongFunction<Handle> total,
            UnaryOperator<String> told,
            RowMapper<T> mapper) {
        return Answer.ok(parts.database().read(handle -> {
            List<T> rows = handle.createQuery(told.apply("select " + columns + from + " where " + conditions.sql()
                            + " order by " + order + " limit :limit offset :offset"))
                    .bindMap(conditions.values())
                    .bind("limit", call.query().whole("limit"))
                    .bind("offset", call.query().whole("offset"))
                    .map(mapper)
                    .list();
            return new Listing<>(total.applyAsLong(handle), rows);
        }));
    }

    private static long count(Handle handle, String from, Conditions conditions) {
        return handle.createQuery("select count(*)" + from + " where " + conditions.sql())
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one();
    }

    private record Host(
            String hostId,
            String hostName,
            long lastScanAt,
            boolean stale,
            long stores,
            long incompleteStores,
            long accounts,
            long untestedAccounts,
            long untestedPasswords) {}

    private record Store(
            String hostId,
            String hostName,
            String serviceType,
            String store,
            String incomplete,
            long reportedAt,
            long completeAt) {}

    private record Account(
            String hostId,
            String hostName,
            String serviceType,
            String store,
            String userName,
            String state,
            String scheme,
            long tried,
            long planned,
            String note) {}
}
