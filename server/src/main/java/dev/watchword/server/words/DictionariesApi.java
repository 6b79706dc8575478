package dev.watchword.server.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.hosts.HostGroup;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * The dictionaries of host groups: what they hold, who changed them when, and how to go back. Safe for use by many
 * threads.
 *
 * @param parts database and clock
 * @param groups whose
 * @param dictionaries where they are kept
 */
public record DictionariesApi(Parts parts, HostGroupsApi groups, Dictionaries dictionaries) {

    private static final Shape VERSION = Shape.whole(0, Integer.MAX_VALUE);
    private static final Field WORDS = Field.optional("words", CustomWord.LIST);

    /** Asks for a page. */
    public static final Fields PAGE = Fields.of(Listing.LIMIT, Listing.OFFSET);

    /** A change. */
    public static final Fields CHANGE = Fields.of(
            WORDS.saying("The whole list; without it the words stay."),
            Field.optional("enabled", Shape.flag()).saying("Whether the group's hosts use it."),
            Field.optional("expected_version", VERSION)
                    .saying("Refuses the change with 409 when the newest version is another one."));

    /** A way back. */
    public static final Fields ROLL_BACK = Fields.of(
            Field.required("version", Shape.whole(0, Integer.MAX_VALUE)).saying("0 is the empty list at the start."),
            Field.optional("expected_version", VERSION));

    /** A dictionary without its words. */
    public static final Fields STATE = Fields.of(state());

    /** Dictionaries without their words. */
    public static final Fields STATES = Listing.answered(state());

    /** A version without its words. */
    public static final Fields VERSIONS = Listing.answered(version());

    /** A version with its words. */
    public static final Fields ONE_VERSION = Fields.of(version());

    /** Answers a page of the groups' dictionaries. */
    public Answer list(Call call) {
        groups.settle(call.projectId());
        var dialect = parts.database().dialect();
        return parts.database()
                .read(handle -> Listing.page(
                        HostGroups.total(handle, call.projectId()),
                        HostGroups.page(
                                        handle,
                                        dialect,
                                        call.projectId(),
                                        "",
                                        call.query().whole("limit"),
                                        call.query().whole("offset"))
                                .stream()
                                .map(group -> view(handle, group))
                                .toList()));
    }

    /** Answers one with its words. */
    public Answer show(Call call) {
        groups.settle(call.projectId());
        return parts.database().read(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            ObjectNode view = view(handle, group);
            Dictionary now = dictionaries.of(handle, group.id());
            view.set("words", Json.tree(dictionaries.words(handle, group.id(), now.version())));
            return Answer.ok(view);
        });
    }

    /** Changes one. */
    public Answer change(Call call) {
        groups.settle(call.projectId());
        Optional<List<String>> words = call.body().has("words")
                ? Optional.of(CustomWord.folded(call.body().texts("words")))
                : Optional.empty();
        ObjectNode changed = parts.database().write(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            requireVersion(handle, group, call);
            words.ifPresent(list -> replace(handle, call, group, list, OptionalInt.empty()));
            call.body().optionalFlag("enabled").ifPresent(on -> dictionaries.enable(handle, group.id(), on));
            return view(handle, group);
        });
        return answered(call, changed);
    }

    /** Makes a new version with the words of an old one. */
    public Answer rollBack(Call call) {
        groups.settle(call.projectId());
        int version = call.body().whole("version");
        ObjectNode changed = parts.database().write(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            requireVersion(handle, group, call);
            requireMade(handle, group, version);
            List<String> words = dictionaries.words(handle, group.id(), version);
            replace(handle, call, group, words, OptionalInt.of(version));
            return view(handle, group);
        });
        return answered(call, changed);
    }

    /** Answers a page of one's versions, newest first, without words. */
    public Answer versions(Call call) {
        groups.settle(call.projectId());
        return parts.database().read(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            return Listing.page(
                    dictionaries.of(handle, group.id()).version(),
                    dictionaries
                            .versions(
                                    handle,
                                    group.id(),
                                    call.query().whole("limit"),
                                    call.query().whole("offset"))
                            .stream()
                            .map(DictionariesApi::view)
                            .toList());
        });
    }

    /** Answers one version with its words and what it changed. */
    public Answer version(Call call) {
        groups.settle(call.projectId());
        return parts.database().read(handle -> {
            HostGroup group = HostGroupsApi.of(handle, call);
            DictionaryVersion version = number(call.path("version"))
                    .flatMap(number -> dictionaries.version(handle, group.id(), number))
                    .orElseThrow(() -> call.service().notFound("version", call.path("version")));
            Difference difference =
                    dictionaries.difference(handle, group.id(), version.version() - 1, version.version());
            ObjectNode view = view(version);
            view.set("words", Json.tree(dictionaries.words(handle, group.id(), version.version())));
            view.set("added_words", Json.tree(difference.added()));
            view.set("removed_words", Json.tree(difference.removed()));
            return Answer.ok(view);
        });
    }

    private void replace(Handle handle, Call call, HostGroup group, List<String> words, OptionalInt restoredFrom) {
        dictionaries.replace(handle, group.id(), words, Author.of(call.caller()), restoredFrom, parts.now());
    }

    private void requireVersion(Handle handle, HostGroup group, Call call) {
        int newest = dictionaries.of(handle, group.id()).version();
        OptionalInt expected = call.body().optionalWhole("expected_version");
        if (expected.isPresent() && expected.getAsInt() != newest) {
            throw ApiError.of(409, "WW.0009", "The dictionary was changed meanwhile: it has version " + newest + ".");
        }
    }

    private void requireMade(Handle handle, HostGroup group, int version) {
        if (version > dictionaries.of(handle, group.id()).version()) {
            throw Service.WATCHWORD.invalid("version", "there is no such version yet");
        }
    }

    private static Answer answered(Call call, ObjectNode changed) {
        call.notes().note("group_id", changed.path("group_id").asText());
        call.notes().note("version", changed.path("version").asText());
        return Answer.ok(changed);
    }

    private ObjectNode view(Handle handle, HostGroup group) {
        Dictionary now = dictionaries.of(handle, group.id());
        Optional<DictionaryVersion> last = dictionaries.version(handle, group.id(), now.version());
        return Json.object()
                .put("group_id", group.id())
                .put("group_name", group.name())
                .put("enabled", now.enabled())
                .put("version", now.version())
                .put("word_num", last.map(DictionaryVersion::words).orElse(0))
                .put("changed_at", last.map(DictionaryVersion::changedAt).orElse(0L))
                .put("changed_by", last.map(change -> change.author().userId()).orElse(""))
                .put(
                        "changed_by_name",
                        last.map(change -> change.author().userName()).orElse(""));
    }

    private static ObjectNode view(DictionaryVersion version) {
        ObjectNode view = Json.object()
                .put("version", version.version())
                .put("changed_at", version.changedAt())
                .put("changed_by", version.author().userId())
                .put("changed_by_name", version.author().userName())
                .put("added_num", version.added())
                .put("removed_num", version.removed())
                .put("word_num", version.words());
        version.restoredFrom().ifPresent(from -> view.put("restored_from", from));
        return view;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static Field[] state() {
        return List.of(
                        Field.required("group_id", Shape.text(1, 64)),
                        Field.required("group_name", HostGroupsApi.NAME),
                        Field.required("enabled", Shape.flag()),
                        Field.required("version", VERSION),
                        Field.required("word_num", Shape.whole(0, CustomWord.MOST)),
                        Field.required("changed_at", Shape.whole(0, Long.MAX_VALUE)),
                        Field.required("changed_by", Shape.text(0, 64)),
                        Field.required("changed_by_name", Shape.text(0, 64)),
                        Field.optional("words", CustomWord.LIST))
                .toArray(Field[]::new);
    }

    private static Field[] version() {
        return List.of(
                        Field.required("version", VERSION),
                        Field.required("changed_at", Shape.whole(0, Long.MAX_VALUE)),
                        Field.required("changed_by", Shape.text(1, 64)),
                        Field.required("changed_by_name", Shape.text(1, 64)),
                        Field.required("added_num", Shape.whole(0, CustomWord.MOST)),
                        Field.required("removed_num", Shape.whole(0, CustomWord.MOST)),
                        Field.required("word_num", Shape.whole(0, CustomWord.MOST)),
                        Field.optional("restored_from", VERSION),
                        Field.optional("words", CustomWord.LIST),
                        Field.optional("added_words", CustomWord.LIST),
                        Field.optional("removed_words", CustomWord.LIST))
                .toArray(Field[]::new);
    }
}
