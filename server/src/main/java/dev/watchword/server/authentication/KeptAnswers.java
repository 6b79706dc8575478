package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.FirstAnswers;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.RawCall;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what signed calls were answered, for as long as their signatures are valid. A signature has whole seconds only,
 * so two honest calls within one second carry the same one: the second gets the first's answer. That a call was begun is
 * on disk before it has an effect, so a restart repeats none. Answers are sealed; those that show a secret are not kept.
 * Calls by token have no signature and pass through. Safe for use by many threads.
 */
public final class KeptAnswers implements FirstAnswers {

    /** A signature made a quarter of an hour ahead of our clock is valid until a quarter of an hour behind it. */
    static final Duration KEPT = SignatureCheck.WINDOW.multipliedBy(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;

    private final Parts parts;
    private final ConcurrentHashMap<String, CompletableFuture<Optional<Answer>>> running = new ConcurrentHashMap<>();

    public KeptAnswers(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Answer once(Caller caller, RawCall call, Supplier<Answer> work) {
        if (caller.credential() != Caller.Credential.ACCESS_KEY) {
            return work.get();
        }
        String id = id(caller, call);
        CompletableFuture<Optional<Answer>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Answer>> first = running.putIfAbsent(id, mine);
        if (first != null) {
            return awaited(first);
        }
        Optional<Answer> kept = Optional.empty();
        try {
            Answer answer = firstOrKept(id, work);
            kept = Optional.of(answer).filter(shown -> !shown.secret());
            return answer;
        } finally {
            running.remove(id);
            mine.complete(kept);
        }
    }

    private Answer firstOrKept(String id, Supplier<Answer> work) {
        Optional<Row> before = parts.database().write(handle -> begin(handle, id));
        if (before.isPresent()) {
            return before.get().answer(parts, id);
        }
        Answer answer = work.get();
        if (answer.status() == TOO_MANY) {
            // Nothing was done, and the client is asked to come again.
            parts.database().change(handle -> handle.execute("delete from first_answer where id = ?", id));
            return answer;
        }
        parts.database().change(handle -> keep(handle, id, answer));
        return answer;
    }

    /** What the call was answered before; otherwise notes that it begins. */
    private Optional<Row> begin(Handle handle, String id) {
        long now = parts.now();
        handle.createUpdate("delete from first_answer where begun_at < :old")
                .bind("old", now - KEPT.toMillis())
                .execute();
        Optional<Row> before = handle.createQuery(
                        "select status, content_type, headers, body from first_answer where id = :id")
                .bind("id", id)
                .map((row, context) -> Row.of(row))
                .findOne();
        if (before.isEmpty()) {
            handle.createUpdate("insert into first_answer (id, begun_at) values (:id, :now)")
                    .bind("id", id)
                    .bind("now", now)
                    .execute();
        }
        return before;
    }

    private void keep(Handle handle, String id, Answer answer) {
        handle.createUpdate("update first_answer set status = :status, content_type = :type, headers = :headers,"
                        + " body = :body where id = :id")
                .bind("id", id)
                .bind("status", answer.status())
                .bind("type", answer.contentType())
                .bind("headers", answer.secret() ? "{}" : utf8(Json.write(answer.headers())))
                .bind("body", answer.secret() ? null : parts.atRest().seal(place(id), answer.body()))
                .execute();
    }

    private static Answer awaited(CompletableFuture<Optional<Answer>> first) {
        try {
            return first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow(KeptAnswers::notAgain);
        } catch (TimeoutException | ExecutionException e) {
            throw conflict("the same signed request is still being worked on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.gateway(503, "APIGW.0613", "The service is currently unavailable: it is stopping.");
        }
    }

    /** Which access key and which signature, unreadable. */
    private String id(Caller caller, RawCall call) {
        String signature = call.header("authorization")
                .flatMap(AuthorizationHeader::parse)
                .map(AuthorizationHeader::signature)
                .orElseThrow(() -> new IllegalStateException("a caller by access key has no signature"));
        return RequestSignature.hash((caller.credentialId() + "\n" + signature).getBytes(StandardCharsets.UTF_8));
    }

    private static String place(String id) {
        return "first_answer/body/" + id;
    }

    private static ApiError notAgain() {
        return conflict("the same signed request was done before, and its answer cannot be shown again");
    }

    private static ApiError conflict(String reason) {
        return ApiError.gateway(409, "APIGW.0201", "API request error: " + reason + "; sign it anew to do it again.");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * @param status empty while the call was begun and not ended
     * @param contentType {@code ""} without a body
     * @param headers JSON
     * @param sealed the body; empty when it showed a secret
     */
    private record Row(OptionalInt status, String contentType, String headers, Optional<byte[]> sealed) {

        static Row of(ResultSet row) throws SQLException {
            int status = row.getInt("status");
            if (row.wasNull()) {
                return new Row(OptionalInt.empty(), "", "{}", Optional.empty());
            }
            return new Row(
                    OptionalInt.of(status),
                    row.getString("content_type"),
                    row.getString("headers"),
                    Optional.ofNullable(row.getBytes("body")));
        }

        Answer answer(Parts parts, String id) {
            if (status.isEmpty()) {
                throw conflict("the server was interrupted while it did the same signed request,"
                        + " and it is not known how far it came");
            }
            byte[] body = parts.atRest().open(place(id), sealed.orElseThrow(KeptAnswers::notAgain));
            return new Answer(status.getAsInt(), contentType, body, texts(headers), false);
        }

        private static Map<String, String> texts(String json) {
            try {
                @SuppressWarnings("unchecked")
                Map<String, String> texts = Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
                return Map.copyOf(texts);
            } catch (MalformedJson e) {
                throw new IllegalStateException("the headers of a kept answer cannot be read", e);
            }
        }
    }
}
