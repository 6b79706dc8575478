package dev.watchword.server.auditlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.database.Database;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Shape;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the audit log of the caller's account, newest first. Entries that belong to no account (calls that nobody
 * could be proven to have made, the server's own) are shown where there is only one account. Safe for use by many
 * threads.
 */
public final class AuditLogSearch {

    private static final Set<String> NUMBERS = Set.of("marker", "from", "to");
    private static final long LATEST = 253_402_300_799_999L;

    /** What may be asked for. */
    public static final Fields QUERY = Fields.of(
            Field.optional("from", Shape.whole(0, LATEST)).or(0).saying("Not before, epoch milliseconds."),
            Field.optional("to", Shape.whole(0, LATEST)).or(LATEST).saying("Before, epoch milliseconds."),
            Field.optional("actor", Shape.text(0, 64)).saying("The id of a user or agent."),
            Field.optional("actor_name", Shape.text(0, 64)).saying("The whole name of a user, as it was then."),
            Field.optional("result", Shape.word("succeeded", "refused", "failed"))
                    .saying("How a call ended. What was meant and not ended yet has no result."),
            Field.optional("action", Shape.text(0, 256)).saying("As permissions name it."),
            Field.optional("request_id", Shape.text(0, 64)),
            Field.optional("kind", Shape.word("intent", "outcome", "refused", "suppressed", "local", "server")),
            Field.optional("marker", Shape.whole(1, Long.MAX_VALUE)).saying("The next_marker of the page before."),
            Field.optional("limit", Shape.whole(1, 1_000)).or(100));

    /** What is answered. */
    public static final Fields OUTPUT = Fields.of(
            Field.required(
                    "entries",
                    Shape.items(
                            0,
                            1_000,
                            Shape.members(
                                    Field.required("seq", Shape.whole(1, Long.MAX_VALUE)),
                                    Field.required("time", Shape.text(20, 40)),
                                    Field.required("kind", Shape.text(1, 16)),
                                    Field.required("action", Shape.text(0, 512)),
                                    Field.required("prev", Shape.text(64, 64)).saying("SHA-256 of the line before."),
                                    Field.optional("request", Shape.text(0, 64)),
                                    Field.optional("actor", Shape.text(0, 64)),
                                    Field.optional("actor_name", Shape.text(0, 64)),
                                    Field.optional("credential", Shape.text(0, 128)),
                                    Field.optional("domain", Shape.text(0, 64)),
                                    Field.optional("project", Shape.text(0, 64)),
                                    Field.optional("source", Shape.text(0, 64)),
                                    Field.optional("route", Shape.text(0, 512)),
                                    Field.optional("decision", Shape.word("allowed", "denied")),
                                    Field.optional("status", Shape.whole(100, 599)),
                                    Field.optional("code", Shape.text(0, 64)),
                                    Field.optional("intent", Shape.whole(1, Long.MAX_VALUE))
                                            .saying("The entry that said what was meant.")))),
            Field.required(
                    "page_info",
                    Shape.members(
                            Field.optional("next_marker", Shape.whole(1, Long.MAX_VALUE)),
                            Field.required("current_count", Shape.whole(0, 1_000)))));

    private final Database database;

    public AuditLogSearch(Database database) {
        this.database = database;
    }

    /** A page of entries. */
    public Answer list(Call call) {
        int limit = call.query().whole("limit");
        List<Row> rows = rows(call, limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode entries = answer.putArray("entries");
        rows.stream().limit(limit).forEach(row -> entries.add(parsed(row.line())));
        ObjectNode page = answer.putObject("page_info");
        if (rows.size() > limit) {
            page.put("next_marker", rows.get(limit - 1).seq());
        }
        page.put("current_count", entries.size());
        return Answer.ok(answer);
    }

    private List<Row> rows(Call call, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder conditions = new StringBuilder();
        and(call, "marker", " and seq < :marker", conditions, values);
        and(call, "from", " and at >= :from", conditions, values);
        and(call, "to", " and at < :to", conditions, values);
        and(call, "actor", " and actor_id = :actor", conditions, values);
        and(call, "actor_name", " and actor_name = :actor_name", conditions, values);
        and(call, "result", " and result = :result", conditions, values);
        and(call, "action", " and action = :action", conditions, values);
        and(call, "request_id", " and request_id = :request_id", conditions, values);
        and(call, "kind", " and kind = :kind", conditions, values);
        // Each half is a walk of an index in its order that ends when the page is full.
        String half = "select * from (select seq, line from audit_entry where domain_id = %s" + conditions
                + " order by seq desc limit :most) %s";
        return database.read(handle -> handle.createQuery(half.formatted(":domain", "own") + " union all "
                        + half.formatted("'' and (select count(*) from domain) = 1", "server")
                        + " order by seq desc limit :most")
                .bindMap(values)
                .bind("domain", call.caller().domainId())
                .bind("most", most)
                .map((row, context) -> new Row(row.getLong("seq"), row.getString("line")))
                .list());
    }

    private static void and(
            Call call, String name, String condition, StringBuilder conditions, Map<String, Object> values) {
        Optional<?> given = NUMBERS.contains(name)
                ? call.query().optionalLong(name).stream().boxed().findFirst()
                : call.query().filter(name);
        given.ifPresent(value -> {
            conditions.append(condition);
            values.put(name, value);
        });
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedJson e) {
            return Json.object().put("kind", "damaged");
        }
    }

    private record Row(long seq, String line) {}
}
