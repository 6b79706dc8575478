package dev.watchword.server.auditlog;

import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.AuditNotes;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing to write down, before it has its place in the chain. Its members are texts, whole numbers and maps of texts;
 * none of them is a secret, a password or a digest of one.
 *
 * @param kind what happened
 * @param at when
 * @param members the rest, by name
 */
record Entry(Kind kind, Instant at, SortedMap<String, Object> members) {

    /** What an entry can tell. */
    enum Kind {
        /** A call passed every check and is about to be done. */
        INTENT,
        /** How that ended. */
        OUTCOME,
        /** A call was refused before it was done. */
        REFUSED,
        /** So many refusals were not written one by one. */
        SUPPRESSED,
        /** Somebody with a shell on the server's own machine did something. */
        LOCAL,
        /** The server itself noticed or did something. */
        SERVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Entry intent(Call call) {
        SortedMap<String, Object> members = about(call.route(), call.raw(), call.requestId(), call.identified());
        call.agentId().ifPresent(agent -> {
            members.put("actor", agent);
            members.put("credential", "agent");
        });
        members.put("decision", "allowed");
        return new Entry(Kind.INTENT, call.at(), members);
    }

    /** @param intent the entry that this one answers */
    static Entry outcome(Entry intent, long seq, Instant at, int status, String code, AuditNotes notes) {
        SortedMap<String, Object> members = new TreeMap<>(intent.members);
        notes.proven().ifPresent(who -> {
            members.put("actor", who.userId());
            members.put("actor_name", who.userName());
            members.put("domain", who.domainId());
        });
        members.put("intent", seq);
        members.put("status", (long) status);
        if (!code.isEmpty()) {
            members.put("code", code);
        }
        if (status == 401 || status == 403) {
            members.put("decision", "denied");
        }
        if (!notes.all().isEmpty()) {
            members.put("notes", new TreeMap<>(notes.all()));
        }
        return new Entry(Kind.OUTCOME, at, members);
    }

    static Entry refused(
            Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error, Instant at) {
        SortedMap<String, Object> members = about(route, raw, requestId, caller);
        members.put("decision", "denied");
        members.put("status", (long) error.status());
        members.put("code", error.code());
        return new Entry(Kind.REFUSED, at, members);
    }

    static Entry suppressed(Map<String, Long> refusals, Instant at) {
        SortedMap<String, Object> members = new TreeMap<>();
        members.put("action", "refusals");
        members.put("counts", new TreeMap<>(refusals));
        return new Entry(Kind.SUPPRESSED, at, members);
    }

    static Entry local(String action, String domainId, Map<String, String> notes, Instant at) {
        SortedMap<String, Object> members = new TreeMap<>();
        members.put("action", action);
        members.put("actor", System.getProperty("user.name", ""));
        members.put("credential", "local");
        members.put("domain", domainId);
        members.put("notes", new TreeMap<>(notes));
        return new Entry(Kind.LOCAL, at, members);
    }

    static Entry server(String action, Map<String, String> notes, Instant at) {
        SortedMap<String, Object> members = new TreeMap<>();
        members.put("action", action);
        members.put("notes", new TreeMap<>(notes));
        return new Entry(Kind.SERVER, at, members);
    }

    /** A member that is a text, {@code ""} without it. */
    String text(String name) {
        return members.getOrDefault(name, "") instanceof String text ? text : "";
    }

    private static SortedMap<String, Object> about(
            Route route, RawCall raw, String requestId, Optional<Caller> caller) {
        SortedMap<String, Object> members = new TreeMap<>();
        members.put("route", route.verb() + " " + route.path());
        members.put("action", route.permission() instanceof Permission.Action action ? action.name() : route.path());
        members.put("request", requestId);
        members.put("source", raw.sourceIp());
        SortedMap<String, Object> objects = new TreeMap<>(raw.pathValues());
        Object project = objects.remove("project_id");
        if (project != null) {
            members.put("project", project);
        }
        if (!objects.isEmpty()) {
            members.put("objects", objects);
        }
        caller.ifPresent(who -> {
            members.put("actor", who.userId());
            members.put("actor_name", who.userName());
            members.put("domain", who.domainId());
            members.put("credential", who.credential().name().toLowerCase(Locale.ROOT) + ":" + who.credentialId());
        });
        return members;
    }
}
