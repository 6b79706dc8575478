package dev.watchword.server.weakpasswords;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Which findings are asked for. */
final class FindingFilter {

    private static final String OPEN = "f.fixed_at is null";

    /** Asked for the project's findings SQLite would walk them all, and not the host's few. */
    private static final String OF_HOST =
            "exists (select 1 from host p where p.id = :host and p.project_id = :project)";

    private static final String ACCEPTED =
            "(f.host_id, f.id) in (select host_id, finding_id from finding_acceptance where expires_at > :now)";

    /**
     * Few are accepted: most findings are passed by their id alone, which hosts share, and the others are looked up. SQLite
     * would compare two columns at once with every one of them.
     */
    private static final String NOT_ACCEPTED = "(f.id not in (select finding_id from finding_acceptance"
            + " where expires_at > :now) or not exists (select 1 from finding_acceptance x where x.host_id = f.host_id"
            + " and x.finding_id = f.id and x.expires_at > :now))";

    private FindingFilter() {}

    /** The declared filters. */
    static Field[] fields() {
        return new Field[] {
            Field.optional("host_id", Shape.text(0, 64)),
            Field.optional("finding_id", Shape.text(0, 64)),
            Field.optional("host_name", Shape.text(0, 256)).saying("A part of the host's name, in whatever case."),
            Field.optional("group_id", Shape.text(0, 64)).saying("The group of the host."),
            Field.optional("service_type", Shape.word(ServiceTypes.words())),
            Field.optional("weakness", Shape.word(Weakness.words())),
            Field.optional("severity", Shape.word(Severity.words())),
            Field.optional("state", Shape.word("open", "accepted", "fixed", "all"))
                    .or("open")
                    .saying("Open ones that nobody accepted, open ones that somebody did, ended ones, or all."),
            Field.optional("user_name", Shape.text(0, 256)).saying("A part of the account's name, in whatever case."),
            Field.optional("since", Shape.whole(0, Long.MAX_VALUE / 1_000_000))
                    .saying("First seen at this time or later, epoch milliseconds.")
        };
    }

    /** Whether they say what hosts are called, where they belong or whom they know: there are fewer hosts than findings. */
    static boolean chooseHosts(Values query) {
        return Stream.of("host_name", "group_id", "user_name")
                .anyMatch(name -> query.filter(name).isPresent());
    }

    /** Whether {@link #counted} can tell how many they leave. */
    static boolean isCounted(Values query) {
        return Stream.of("host_id", "finding_id", "host_name", "group_id", "user_name")
                        .allMatch(name -> query.filter(name).isEmpty())
                && query.optionalLong("since").isEmpty();
    }

    /** How many findings they leave, for the most part as they were counted when they changed. */
    static long counted(Handle handle, Dialect dialect, Values query, String projectId, long now) {
        long accepted = accepted(handle, dialect, query, projectId, now);
        String state = query.text("state");
        if (state.equals("accepted")) {
            return accepted;
        }
        long all = FindingCounts.of(handle, projectId)
                .number(kind -> isIn(state, kind.open())
                        && query.filter("severity")
                                .map(word -> Severity.parse(word).orElseThrow().ordinal())
                                .filter(rank -> rank != kind.severity())
                                .isEmpty()
                        && query.filter("service_type")
                                .filter(word -> !word.equals(kind.service()))
                                .isEmpty()
                        && query.filter("weakness")
                                .filter(word -> !word.equals(kind.weakness()))
                                .isEmpty());
        // kept numbers may be of before, those of acceptances are of now
        return state.equals("open") ? Math.max(0, all - accepted) : all;
    }

    private static boolean isIn(String state, boolean open) {
        return switch (state) {
            case "open" -> open;
            case "fixed" -> !open;
            default -> true;
        };
    }

    private static long accepted(Handle handle, Dialect dialect, Values query, String projectId, long now) {
        Conditions conditions = ofKind(new Conditions(), query)
                .and("f.project_id = :project", "project", projectId)
                .and(OPEN)
                .and("a.expires_at > :now", "now", now);
        return handle.createQuery("select count(*) from " + accepted(dialect, conditions.sql()))
                .bindMap(conditions.values())
                .mapTo(Long.class)
                .one();
    }

    /** Acceptances {@code a} and their findings {@code f}, which are looked up: few are accepted. */
    static String accepted(Dialect dialect, String conditions) {
        return dialect.lookUp(
                "finding_acceptance a",
                "finding",
                "f",
                "f.host_id = a.host_id and f.id = a.finding_id and " + conditions);
    }

    private static Conditions ofKind(Conditions conditions, Values query) {
        return conditions
                .when(query.filter("service_type"), "f.service_type = :service", "service")
                .when(query.filter("weakness"), "f.weakness = :weakness", "weakness")
                .when(
                        query.filter("severity")
                                .map(word -> Severity.parse(word).orElseThrow().ordinal()),
                        "f.severity = :severity",
                        "severity");
    }

    /** What they mean for findings {@code f}. */
    static Conditions of(Values query, String projectId, Dialect dialect, long now) {
        Conditions conditions = ofFinding(query, projectId, dialect, now)
                .and(query.filter("host_id").isPresent() ? OF_HOST : "f.project_id = :project");
        Conditions hosts = named(query, dialect);
        return hosts.sql().isEmpty()
                ? conditions
                : conditions.and("f.host_id in (" + hosts(hosts) + ")").bindAll(hosts);
    }

    /**
     * Hosts {@code o} that they choose and those findings {@code f} that they leave, looked up for each host. Of the project
     * they ask the hosts alone: asked for the project's findings SQLite would walk them all for each host.
     *
     * @param conditions get what that is bound to
     */
    static String gathered(Values query, String projectId, Dialect dialect, long now, Conditions conditions) {
        Conditions ofFinding = ofFinding(query, projectId, dialect, now).and("f.host_id = o.id");
        conditions.bindAll(ofFinding);
        return dialect.lookUp("(" + hosts(query, dialect, conditions) + ") o", "finding", "f", ofFinding.sql());
    }

    /** The same but for what they say of hosts, the project among it. */
    private static Conditions ofFinding(Values query, String projectId, Dialect dialect, long now) {
        Conditions conditions = ofKind(new Conditions(), query)
                .bind("now", now)
                .bind("project", projectId)
                .when(query.filter("host_id"), "f.host_id = :host", "host")
                .when(query.filter("finding_id"), "f.id = :finding", "finding")
                .when(query.filter("user_name").map(Folded::of), dialect.contains("f.user_folded", "user"), "user");
        query.optionalLong("since").ifPresent(since -> conditions.and("f.first_seen_at >= :since", "since", since));
        return inState(conditions, query.text("state"));
    }

    /**
     * The hosts whose findings they may leave, as {@code select h.id from ...}.
     *
     * @param conditions get what that is bound to
     */
    private static String hosts(Values query, Dialect dialect, Conditions conditions) {
        Conditions named = named(query, dialect);
        conditions.bindAll(named);
        if (query.filter("user_name").isEmpty()) {
            return hosts(named);
        }
        return "select u.host_id as id from host_user_names u where u.project_id = :project and "
                + dialect.contains("u.names", "user")
                + (named.sql().isEmpty() ? "" : " and u.host_id in (" + hosts(named) + ")");
    }

    private static String hosts(Conditions named) {
        return "select n.id from host n where n.project_id = :project and " + named.sql();
    }

    private static Conditions named(Values query, Dialect dialect) {
        return new Conditions()
                .when(query.filter("host_name").map(Folded::of), dialect.contains("n.name_folded", "name"), "name")
                .when(query.filter("group_id"), "n.group_id = :group", "group");
    }

    private static Conditions inState(Conditions conditions, String state) {
        return switch (state) {
            case "open" -> conditions.and(OPEN).and(NOT_ACCEPTED);
            case "accepted" -> conditions.and(OPEN).and(ACCEPTED);
            case "fixed" -> conditions.and("f.fixed_at is not null");
            default -> conditions;
        };
    }
}
