package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import java.util.List;
import java.util.stream.StreamSupport;

/** Every list of custom weak passwords of a project: the one of its images, and one for each host group. */
public final class WordsPage {

    private WordsPage() {}

    /**
     * What the template shows.
     *
     * @param lists the one of images first
     * @param groups how many host groups there are
     * @param paging where one is in the list
     */
    public record View(List<WordList> lists, long groups, Paging paging) {}

    /**
     * A list.
     *
     * @param address where it is edited
     * @param name of the host group, {@code ""} for images
     * @param enabled whether it is used
     * @param words how many
     * @param version from 0
     * @param changedAt epoch milliseconds, 0 for never
     * @param changedBy a user's name
     */
    public record WordList(
            String address, String name, boolean enabled, int words, int version, long changedAt, String changedBy) {}

    /** Shows them. */
    public static Answer show(Visit visit) {
        long offset = Paging.offset(visit);
        JsonNode groups = visit.api()
                .get(Address.of("/v1/watchword/{}/dictionaries", visit.project())
                        .with("limit", Paging.SIZE)
                        .with("offset", offset));
        List<WordList> lists = new java.util.ArrayList<>();
        if (offset == 0) {
            lists.add(images(visit));
        }
        StreamSupport.stream(groups.path("data_list").spliterator(), false)
                .map(each -> group(visit.project(), each))
                .forEach(lists::add);
        Address here = Address.of("/console/projects/{}/words", visit.project());
        long total = groups.path("total_num").asLong();
        View view = new View(lists, total, Paging.of(visit, here, total));
        return visit.page("words", visit.texts().of("wordlists.title"), view);
    }

    private static WordList images(Visit visit) {
        JsonNode newest = visit.api()
                .get(Address.of("/v1/watchword/{}/image-words/versions", visit.project())
                        .with("limit", 10))
                .path("data_list")
                .path(0);
        return new WordList(
                Address.of("/console/projects/{}/words/images", visit.project()).toString(),
                "",
                true,
                newest.path("word_num").asInt(),
                newest.path("version").asInt(),
                newest.path("changed_at").asLong(),
                newest.path("changed_by_name").asText());
    }

    private static WordList group(String project, JsonNode each) {
        return new WordList(
                Address.of(
                                "/console/projects/{}/words/groups/{}",
                                project,
                                each.path("group_id").asText())
                        .toString(),
                each.path("group_name").asText(),
                each.path("enabled").asBoolean(),
                each.path("word_num").asInt(),
                each.path("version").asInt(),
                each.path("changed_at").asLong(),
                each.path("changed_by_name").asText());
    }
}
