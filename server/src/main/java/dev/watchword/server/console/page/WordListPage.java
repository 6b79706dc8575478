package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;

/** One list of custom weak passwords: it is edited, tried on hosts, and its versions are told. */
public final class WordListPage {

    private static final String IMAGE_WORDS = "/v5/{}/image/baseline/extended-weak-password";

    private WordListPage() {}

    /**
     * What the template shows.
     *
     * @param name of the host group, {@code ""} for images
     * @param text the words, one a line
     * @param words how many that are
     * @param added of them that are not saved yet
     * @param removed that are saved and not among them
     * @param version of the saved list
     * @param enabled whether the group's hosts use it
     * @param faults what is wrong with the words, in the viewer's language
     * @param refusal what the API says is wrong, in English
     * @param trial how many accounts the words would hit, {@code ""} when nobody asked: the page of the trial
     * @param action where the form goes
     * @param versions the newest first
     */
    public record View(
            String name,
            String text,
            int words,
            long added,
            long removed,
            int version,
            boolean enabled,
            List<String> faults,
            String refusal,
            String trial,
            String action,
            List<WordHistory.Version> versions) {

        /** Whether it is the list of images. */
        public boolean images() {
            return name.isEmpty();
        }

        @Override
        public String toString() {
            return "View[" + name + ", " + words + "]";
        }
    }

    /** What is in the form. */
    private record Draft(WordText text, boolean enabled, int version) {}

    /** What is saved. */
    private record Saved(String name, List<String> words, boolean enabled, int version) {

        Draft draft() {
            return new Draft(WordText.of(words), enabled, version);
        }
    }

    /** The words of images. */
    public static Answer showImages(Visit visit) {
        Saved saved = images(visit);
        return page(visit, 200, saved, saved.draft(), List.of(), "", "");
    }

    /** Saves them. */
    public static Answer saveImages(Visit visit) {
        Draft draft = draft(visit);
        List<String> faults = draft.text().faults(visit.texts());
        if (!faults.isEmpty()) {
            return page(visit, 400, images(visit), draft, faults, "", "");
        }
        Saved saved = images(visit);
        if (draft.version() != saved.version()) {
            return page(visit, 409, saved, draft, faults, visit.texts().of("wordlists.meanwhile"), "");
        }
        ObjectNode body = Json.object();
        body.set("extended_weak_password", Json.tree(draft.text().words()));
        try {
            visit.api().send(Verb.POST, Address.of(IMAGE_WORDS, visit.project()), body);
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), images(visit), draft, faults, refusal.message(), "");
        }
        return visit.done(Address.of("/console/projects/{}/words/images", visit.project()), "wordsSaved");
    }

    /** The words of a host group. */
    public static Answer showGroup(Visit visit) {
        Saved saved = group(visit);
        return page(visit, 200, saved, saved.draft(), List.of(), "", "");
    }

    /** Saves them. */
    public static Answer saveGroup(Visit visit) {
        Draft draft = draft(visit);
        List<String> faults = draft.text().faults(visit.texts());
        if (!faults.isEmpty()) {
            return page(visit, 400, group(visit), draft, faults, "", "");
        }
        ObjectNode body = Json.object().put("enabled", draft.enabled()).put("expected_version", draft.version());
        body.set("words", Json.tree(draft.text().words()));
        try {
            visit.api().send(Verb.PUT, dictionary(visit), body);
        } catch (ApiRefusal refusal) {
            String said = refusal.status() == 409 ? visit.texts().of("wordlists.meanwhile") : refusal.message();
            return page(visit, refusal.status(), group(visit), draft, faults, said, "");
        }
        return visit.done(
                Address.of("/console/projects/{}/words/groups/{}", visit.project(), visit.path("group_id")),
                "wordsSaved");
    }

    /** Asks the group's agents how many accounts they would hit; the form stays as it is. */
    public static Answer tryGroup(Visit visit) {
        Saved saved = group(visit);
        Draft draft = draft(visit);
        List<String> faults = draft.text().faults(visit.texts());
        if (faults.isEmpty() && draft.text().words().isEmpty()) {
            faults = List.of(visit.texts().of("wordlists.noneToTry"));
        }
        if (!faults.isEmpty()) {
            return page(visit, 400, saved, draft, faults, "", "");
        }
        ObjectNode body = Json.object().put("group_id", visit.path("group_id"));
        body.set("words", Json.tree(draft.text().words()));
        try {
            String job = visit.api()
                    .send(Verb.POST, Address.of("/v1/watchword/{}/dictionaries/dry-run", visit.project()), body)
                    .path("job_id")
                    .asText();
            String trial = Address.of(
                            "/console/projects/{}/words/groups/{}/trials/{}",
                            visit.project(),
                            visit.path("group_id"),
                            job)
                    .toString();
            return page(visit, 200, saved, draft, faults, "", trial);
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), saved, draft, faults, refusal.message(), "");
        }
    }

    private static Draft draft(Visit visit) {
        String version = visit.form().text("expected_version");
        return new Draft(
                new WordText(visit.form().text("words")),
                visit.form().text("enabled").equals("yes"),
                version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0);
    }

    private static Saved images(Visit visit) {
        JsonNode json = visit.api().get(Address.of(IMAGE_WORDS, visit.project()));
        int version = visit.api()
                .get(Address.of("/v1/watchword/{}/image-words/versions", visit.project())
                        .with("limit", 10))
                .path("data_list")
                .path(0)
                .path("version")
                .asInt();
        return new Saved("", WordHistory.texts(json.path("extended_weak_password")), true, version);
    }

    private static Saved group(Visit visit) {
        JsonNode json = visit.api().get(dictionary(visit));
        return new Saved(
                json.path("group_name").asText(),
                WordHistory.texts(json.path("words")),
                json.path("enabled").asBoolean(),
                json.path("version").asInt());
    }

    private static Address dictionary(Visit visit) {
        return Address.of("/v1/watchword/{}/dictionaries/{}", visit.project(), visit.path("group_id"));
    }

    private static Answer page(
            Visit visit, int status, Saved saved, Draft draft, List<String> faults, String refusal, String trial) {
        boolean images = saved.name().isEmpty();
        String action = images
                ? Address.of("/console/projects/{}/words/images", visit.project())
                        .toString()
                : Address.of("/console/projects/{}/words/groups/{}", visit.project(), visit.path("group_id"))
                        .toString();
        Address versions = images
                ? Address.of("/v1/watchword/{}/image-words/versions", visit.project())
                : Address.of("/v1/watchword/{}/dictionaries/{}/versions", visit.project(), visit.path("group_id"));
        List<String> words = draft.text().words();
        View view = new View(
                saved.name(),
                draft.text().text(),
                words.size(),
                WordText.missing(words, saved.words()),
                WordText.missing(saved.words(), words),
                draft.version(),
                draft.enabled(),
                faults,
                refusal,
                trial,
                action,
                WordHistory.of(visit, versions, action));
        String title =
                images ? visit.texts().of("wordlists.ofImages") : visit.texts().of("wordlists.ofGroup", saved.name());
        return visit.page(status, "wordlist", title, view);
    }
}
