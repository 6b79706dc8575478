package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is ordered by a unique text. The marker of the next page holds the last text shown, so it stays
 * good when what it stood for is gone.
 *
 * @param limit records on the page
 * @param after the page begins with the first text behind this one; {@code ""} at the start
 */
public record MarkedPage(int limit, String after) {

    static final Field LIMIT = Field.optional("limit", Shape.whole(1, 200)).or(100);
    static final Field MARKER = Field.optional("marker", Shape.text(4, 400).matching("[A-Za-z0-9+/=_-]*"));

    /** How a list is paged. */
    public static final Fields PAGING = Fields.of(LIMIT, MARKER);

    static final Field PAGE_INFO = Field.required(
            "page_info",
            Shape.members(
                    Field.optional("next_marker", Shape.text(4, 400)),
                    Field.required("current_count", Shape.whole(0, 200))));

    /**
     * The page that the call asks for.
     *
     * @throws ApiError 400 {@code PAP5.0010} when the marker is none of ours
     */
    static MarkedPage of(Call call) {
        String after =
                call.query().optionalText("marker").map(MarkedPage::decoded).orElse("");
        return new MarkedPage(call.query().whole("limit"), after);
    }

    /** How many records to ask for: one more tells that there is another page. */
    int fetch() {
        return limit + 1;
    }

    /**
     * The answer.
     *
     * @param name of the array
     * @param fetched up to {@link #fetch()} records in order
     * @param key the text that orders them
     * @param json a record in the answer
     */
    <T> Answer answer(String name, List<T> fetched, Function<T, String> key, Function<T, ObjectNode> json) {
        List<T> shown = fetched.subList(0, Math.min(limit, fetched.size()));
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray(name);
        shown.forEach(record -> array.add(json.apply(record)));
        answer.set("page_info", pageInfo(fetched, key));
        return Answer.ok(answer);
    }

    <T> ObjectNode pageInfo(List<T> fetched, Function<T, String> key) {
        ObjectNode info = Json.object();
        if (fetched.size() > limit) {
            info.put("next_marker", encoded(key.apply(fetched.get(limit - 1))));
        }
        return info.put("current_count", Math.min(limit, fetched.size()));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String marker) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(marker)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw ApiError.of(400, "PAP5.0010", "invalid marker");
        }
    }
}
