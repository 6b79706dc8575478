package dev.watchword.server.words;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The vendor's calls for the custom weak passwords of a project's images. Safe for use by many threads.
 *
 * @param parts the database
 * @param words where they are kept
 * @param history what became of them
 * @param changed hears of changes
 */
public record ImageWordsApi(Parts parts, ImageWords words, ImageWordHistory history, ImageWords.Changed changed) {

    private static final Field LIST = Field.optional("extended_weak_password", CustomWord.LIST)
            .saying("The whole list; an empty one clears it, and without the field it stays.");

    /** What both ask and answer. */
    public static final Fields BODY = Fields.of(LIST);

    /** Answers the list. */
    public Answer show(Call call) {
        Listing.checkRegion(call);
        List<String> list = parts.database().read(handle -> words.of(handle, call.projectId()));
        var json = Json.object();
        json.set(LIST.name(), Json.tree(list));
        return Answer.ok(json);
    }

    /** Puts a list in the place of the one that is there. */
    public Answer replace(Call call) {
        Listing.checkRegion(call);
        if (call.body().has(LIST.name())) {
            List<String> list = CustomWord.folded(call.body().texts(LIST.name()));
            parts.database().change(handle -> replace(handle, call, list));
            call.notes().note("words", Integer.toString(list.size()));
        }
        return Answer.empty(200);
    }

    private void replace(Handle handle, Call call, List<String> list) {
        String projectId = call.projectId();
        List<String> before = words.of(handle, projectId);
        words.replace(handle, projectId, list);
        Difference difference = new Difference(without(list, before), without(before, list));
        if (!difference.isEmpty()) {
            history.add(handle, projectId, difference, list.size(), Author.of(call.caller()), parts.now());
            changed.changed(handle, projectId, difference, parts.now());
        }
    }

    private static List<String> without(List<String> words, List<String> others) {
        Set<String> out = Set.copyOf(others);
        return words.stream().filter(word -> !out.contains(word)).toList();
    }
}
