package dev.watchword.server.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who changed the custom weak passwords of a project's images, when and how. Safe for use by many threads.
 *
 * @param parts the database
 * @param history where it is kept
 */
public record ImageWordHistoryApi(Parts parts, ImageWordHistory history) {

    private static final Field[] VERSION = {
        Field.required("version", Shape.whole(1, Integer.MAX_VALUE)),
        Field.required("changed_at", Shape.whole(0, Long.MAX_VALUE)),
        Field.required("changed_by", Shape.text(1, 64)),
        Field.required("changed_by_name", Shape.text(1, 64)),
        Field.required("added_num", Shape.whole(0, CustomWord.MOST)),
        Field.required("removed_num", Shape.whole(0, CustomWord.MOST)),
        Field.required("word_num", Shape.whole(0, CustomWord.MOST))
    };

    /** Asks for a page. */
    public static final Fields PAGE = Fields.of(Listing.LIMIT, Listing.OFFSET);

    /** A page of versions without words. */
    public static final Fields VERSIONS = Listing.answered(VERSION);

    /** A version with the words that it added and removed. */
    public static final Fields ONE = new Fields(Stream.concat(
                    Stream.of(VERSION),
                    Stream.of(
                            Field.required("added_words", CustomWord.LIST),
                            Field.required("removed_words", CustomWord.LIST)))
            .toList());

    /** Answers a page of them, the newest first. */
    public Answer versions(Call call) {
        return parts.database()
                .read(handle -> Listing.page(
                        history.count(handle, call.projectId()),
                        history
                                .page(
                                        handle,
                                        call.projectId(),
                                        call.query().whole("limit"),
                                        call.query().whole("offset"))
                                .stream()
                                .map(ImageWordHistoryApi::view)
                                .toList()));
    }

    /** Answers one with its words. */
    public Answer version(Call call) {
        return parts.database().read(handle -> {
            ImageWordHistory.Version version = number(call.path("version"))
                    .flatMap(number -> history.find(handle, call.projectId(), number))
                    .orElseThrow(() -> call.service().notFound("version", call.path("version")));
            Difference difference = history.difference(handle, call.projectId(), version.version());
            ObjectNode view = view(version);
            view.set("added_words", Json.tree(difference.added()));
            view.set("removed_words", Json.tree(difference.removed()));
            return Answer.ok(view);
        });
    }

    private static ObjectNode view(ImageWordHistory.Version version) {
        return Json.object()
                .put("version", version.version())
                .put("changed_at", version.changedAt())
                .put("changed_by", version.author().userId())
                .put("changed_by_name", version.author().userName())
                .put("added_num", version.added())
                .put("removed_num", version.removed())
                .put("word_num", version.words());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
