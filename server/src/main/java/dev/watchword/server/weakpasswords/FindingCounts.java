package dev.watchword.server.weakpasswords;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How many findings a project has, by state, severity, service, weakness and age, and how many opened and ended when,
 * without counting them anew. {@link Strengths} has those by what their passwords are made of. Whoever changes findings
 * recounts their host in the same transaction; a report that comes in pieces does so in its last. Unchanging.
 *
 * @param kinds numbers of findings by what they are
 * @param days numbers of open findings by the day, since 1970, on which they were first seen
 * @param opened how often findings were found or came back, by the day
 * @param closed how often they ended, in whatever way, by the day
 */
record FindingCounts(Map<Kind, Long> kinds, Map<Long, Long> days, Map<Long, Long> opened, Map<Long, Long> closed) {

    private static final String SUBJECTS = "select 'open ' || severity || ' ' || service_type || ' ' || weakness as"
            + " subject from finding where host_id = :host and fixed_at is null"
            + " union all select 'ended ' || severity || ' ' || service_type || ' ' || weakness"
            + " from finding where host_id = :host and fixed_at is not null"
            + " union all select 'day ' || (first_seen_at / 86400000) from finding"
            + " where host_id = :host and fixed_at is null"
            + " union all select 'make ' || length || ' ' || classes || ' ' || longest_run || ' ' || weakness"
            + " from finding where host_id = :host and fixed_at is null"
            + " union all select 'opened ' || (at / 86400000) from finding_event"
            + " where host_id = :host and kind in ('found', 'came_back')"
            + " union all select 'closed ' || (at / 86400000) from finding_event"
            + " where host_id = :host and kind in ('fixed', 'lapsed', 'retired')";

    /**
     * What a finding is.
     *
     * @param open whether it has not ended
     * @param severity its rank
     * @param service a word of the API
     * @param weakness a word of the API
     */
    record Kind(boolean open, int severity, String service, String weakness) {

        private static Kind of(String[] words) {
            return new Kind(words[0].equals("open"), Integer.parseInt(words[1]), words[2], words[3]);
        }
    }

    FindingCounts {
        kinds = Map.copyOf(kinds);
        days = Map.copyOf(days);
        opened = Map.copyOf(opened);
        closed = Map.copyOf(closed);
    }

    /** Those of a project. */
    static FindingCounts of(Handle handle, String projectId) {
        Map<Kind, Long> kinds = new HashMap<>();
        Map<Long, Long> days = new HashMap<>();
        Map<Long, Long> opened = new HashMap<>();
        Map<Long, Long> closed = new HashMap<>();
        handle.createQuery("select subject, number from finding_count where project_id = :project and number <> 0"
                        + " and (subject < 'make ' or subject > 'make~')")
                .bind("project", projectId)
                .map((row, context) -> {
                    String[] words = row.getString("subject").split(" ", -1);
                    long number = row.getLong("number");
                    switch (words[0]) {
                        case "day" -> days.put(Long.parseLong(words[1]), number);
                        case "opened" -> opened.put(Long.parseLong(words[1]), number);
                        case "closed" -> closed.put(Long.parseLong(words[1]), number);
                        default -> kinds.put(Kind.of(words), number);
                    }
                    return 1;
                })
                .list();
        return new FindingCounts(kinds, days, opened, closed);
    }

    /** How many are such. */
    long number(Predicate<Kind> such) {
        return kinds.entrySet().stream()
                .filter(each -> such.test(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * Makes the numbers right after a host's findings changed. Others who change the same host's wait for the end of this
     * transaction, and count what it did.
     */
    static void recount(Handle handle, String hostId) {
        Map<String, Long> before = before(handle, hostId);
        Map<String, Long> after = new TreeMap<>();
        handle.createQuery("select subject, count(*) as number from (" + SUBJECTS + ") s group by subject")
                .bind("host", hostId)
                .map((row, context) -> after.put(row.getString("subject"), row.getLong("number")))
                .list();
        Map<String, Long> change = new TreeMap<>(after);
        before.forEach((subject, number) -> change.merge(subject, -number, Long::sum));
        change.values().removeIf(number -> number == 0);
        if (change.isEmpty()) {
            return;
        }
        handle.createUpdate("update host_finding_count set numbers = :numbers where host_id = :host")
                .bind("numbers", text(after))
                .bind("host", hostId)
                .execute();
        // In the order of their names, so that no two transactions wait for each other.
        PreparedBatch batch = handle.prepareBatch("insert into finding_count (project_id, subject, number)"
                + " select project_id, :subject, :number from host where id = :host"
                + " on conflict (project_id, subject) do update set number = finding_count.number + excluded.number");
        change.forEach((subject, number) -> batch.bind("subject", subject)
                .bind("number", number)
                .bind("host", hostId)
                .add());
        batch.execute();
        // Only what comes or goes brings or takes a name, and that changes a number.
        HostUserNames.rewrite(handle, hostId);
    }

    /** What was counted of a host last; its row is this transaction's until it ends. */
    private static Map<String, Long> before(Handle handle, String hostId) {
        return numbers(handle.createQuery("insert into host_finding_count (host_id, numbers) values (:host, '')"
                        + " on conflict (host_id) do update set numbers = host_finding_count.numbers"
                        + " returning numbers")
                .bind("host", hostId)
                .mapTo(String.class)
                .one());
    }

    private static Map<String, Long> numbers(String text) {
        return text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split(",", -1))
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
    }

    private static String text(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }
}
