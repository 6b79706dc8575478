package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.stream.StreamSupport;

/** Who changed a list of custom weak passwords when, and what a version changed. */
public final class WordHistory {

    private WordHistory() {}

    /**
     * A version.
     *
     * @param number from 1
     * @param changedAt epoch milliseconds
     * @param changedBy a user's name
     * @param added words
     * @param removed words
     * @param words that it has
     * @param restoredFrom the version that it brought back, 0 for none
     * @param address of its page
     */
    public record Version(
            int number,
            long changedAt,
            String changedBy,
            int added,
            int removed,
            int words,
            int restoredFrom,
            String address) {}

    /**
     * What the template shows.
     *
     * @param name of the host group, {@code ""} for images
     * @param version which
     * @param added words
     * @param removed words
     * @param list where the list is edited
     * @param restorable whether it can be brought back
     * @param newest the newest version's number
     */
    public record View(
            String name,
            Version version,
            List<String> added,
            List<String> removed,
            String list,
            boolean restorable,
            int newest) {}

    static List<Version> of(Visit visit, Address versions, String page) {
        return StreamSupport.stream(
                        visit.api()
                                .get(versions.with("limit", 50))
                                .path("data_list")
                                .spliterator(),
                        false)
                .map(each -> version(each, page))
                .toList();
    }

    /** A version of the words of images. */
    public static Answer image(Visit visit) {
        String list =
                Address.of("/console/projects/{}/words/images", visit.project()).toString();
        JsonNode json = visit.api()
                .get(Address.of("/v1/watchword/{}/image-words/versions/{}", visit.project(), visit.path("version")));
        return page(visit, json, "", list, false, 0);
    }

    /** A version of a host group's. */
    public static Answer group(Visit visit) {
        String group = visit.path("group_id");
        JsonNode now = visit.api().get(Address.of("/v1/watchword/{}/dictionaries/{}", visit.project(), group));
        JsonNode json = visit.api()
                .get(Address.of(
                        "/v1/watchword/{}/dictionaries/{}/versions/{}", visit.project(), group, visit.path("version")));
        String list = Address.of("/console/projects/{}/words/groups/{}", visit.project(), group)
                .toString();
        int newest = now.path("version").asInt();
        boolean restorable = json.path("version").asInt() < newest;
        return page(visit, json, now.path("group_name").asText(), list, restorable, newest);
    }

    /** Brings a version of a host group's back. */
    public static Answer restore(Visit visit) {
        String version = visit.path("version");
        String expected = visit.form().text("expected_version");
        if (!version.matches("[0-9]{1,9}") || !expected.matches("[0-9]{1,9}")) {
            throw visit.notFound();
        }
        visit.api()
                .send(
                        Verb.POST,
                        Address.of(
                                "/v1/watchword/{}/dictionaries/{}/roll-back", visit.project(), visit.path("group_id")),
                        Json.object()
                                .put("version", Integer.parseInt(version))
                                .put("expected_version", Integer.parseInt(expected)));
        return visit.done(
                Address.of("/console/projects/{}/words/groups/{}", visit.project(), visit.path("group_id")),
                "wordsRestored");
    }

    private static Answer page(Visit visit, JsonNode json, String name, String list, boolean restorable, int newest) {
        Version version = version(json, list);
        View view = new View(
                name,
                version,
                texts(json.path("added_words")),
                texts(json.path("removed_words")),
                list,
                restorable,
                newest);
        return visit.page("wordversion", visit.texts().of("wordlists.versionTitle", version.number()), view);
    }

    private static Version version(JsonNode each, String list) {
        int number = each.path("version").asInt();
        return new Version(
                number,
                each.path("changed_at").asLong(),
                each.path("changed_by_name").asText(),
                each.path("added_num").asInt(),
                each.path("removed_num").asInt(),
                each.path("word_num").asInt(),
                each.path("restored_from").asInt(),
                list + "/versions/" + number);
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
