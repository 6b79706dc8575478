package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the account demands of passwords, what that means, and what it would have stopped. */
public final class PolicyPage {

    private static final Address POLICY = Address.of("/v5/password-policy");
    private static final Address RULES = Address.of("/v1/watchword/password-rules");
    private static final List<String> COUNTS =
            List.of("open", "unknown", "refused", "by_length", "by_classes", "by_run", "by_user_name", "by_words");
    private static final int MOST_PROJECTS = 50;

    private PolicyPage() {}

    /**
     * What the template shows.
     *
     * @param numbers the fields with numbers
     * @param flags the others
     * @param presets that can be chosen
     * @param remarks on the preset that was chosen
     * @param preset its name, {@code ""} for none
     * @param saved whether this is what holds now
     * @param sentences what it demands
     * @param counts what it would have stopped, by the API's names; empty when that may not be asked
     * @param projects how many were counted
     * @param faults what is wrong, in the viewer's language
     * @param refusal what the API says is wrong, in English
     */
    public record View(
            List<NumberField> numbers,
            List<FlagField> flags,
            List<Preset> presets,
            List<String> remarks,
            String preset,
            boolean saved,
            List<String> sentences,
            Map<String, Long> counts,
            int projects,
            List<String> faults,
            String refusal) {}

    /**
     * @param name of the API
     * @param value as it was written
     * @param least bound
     * @param most bound
     * @param standard its value when nobody changes it
     */
    public record NumberField(String name, String value, int least, int most, int standard) {}

    /**
     * @param name of the API
     * @param value whether it is set
     */
    public record FlagField(String name, boolean value) {}

    /**
     * @param word of the preset
     * @param address that fills the form with it
     * @param current whether it fills the form now
     */
    public record Preset(String word, String address, boolean current) {}

    /** What holds now, or a preset that is looked at. */
    public static Answer show(Visit visit) {
        Optional<PolicyPreset> preset = PolicyPreset.of(visit.query("preset"));
        PolicyFields now = now(visit);
        return page(visit, 200, preset.map(PolicyPreset::fields).orElse(now), now, preset, "");
    }

    /** What the form would mean. */
    public static Answer preview(Visit visit) {
        PolicyFields fields = PolicyFields.of(visit.form());
        int status = fields.faults(visit.texts()).isEmpty() ? 200 : 400;
        return page(visit, status, fields, now(visit), Optional.empty(), "");
    }

    /** Saves it. */
    public static Answer save(Visit visit) {
        PolicyFields fields = PolicyFields.of(visit.form());
        if (!fields.faults(visit.texts()).isEmpty()) {
            return page(visit, 400, fields, now(visit), Optional.empty(), "");
        }
        PolicyFields before = now(visit);
        String done = "policy.refused";
        try {
            visit.api().send(Verb.PUT, POLICY, fields.policy());
            done = "policy.halfSaved";
            if (fields.flag(PolicyFields.WORDS) != before.flag(PolicyFields.WORDS)) {
                visit.api()
                        .send(Verb.PUT, RULES, Json.object().put(PolicyFields.WORDS, fields.flag(PolicyFields.WORDS)));
            }
        } catch (ApiRefusal refusal) {
            String said = visit.texts().of(done) + " " + refusal.permission().orElse(refusal.message());
            return page(visit, refusal.status(), fields, now(visit), Optional.empty(), said);
        }
        return visit.done(Address.of("/console/account/password-policy"), "policySaved");
    }

    private static PolicyFields now(Visit visit) {
        boolean words = visit.api().get(RULES).path(PolicyFields.WORDS).asBoolean();
        return PolicyFields.of(visit.api().get(POLICY).path("password_policy"), words);
    }

    private static Answer page(
            Visit visit,
            int status,
            PolicyFields fields,
            PolicyFields now,
            Optional<PolicyPreset> preset,
            String refusal) {
        List<String> faults = fields.faults(visit.texts());
        List<String> projects = faults.isEmpty() ? projects(visit) : List.of();
        Counted counted = counts(visit, fields, projects);
        View view = new View(
                PolicyFields.RANGES.stream()
                        .map(range -> new NumberField(
                                range.name(),
                                fields.numbers().getOrDefault(range.name(), ""),
                                range.least(),
                                range.most(),
                                range.standard()))
                        .toList(),
                PolicyFields.FLAGS.stream()
                        .map(flag -> new FlagField(flag, fields.flag(flag)))
                        .toList(),
                Stream.of(PolicyPreset.values())
                        .map(each -> new Preset(
                                each.word(),
                                Address.of("/console/account/password-policy")
                                        .with("preset", each.word())
                                        .toString(),
                                preset.filter(each::equals).isPresent()))
                        .toList(),
                preset.map(each -> each.remarks().stream()
                                .map(key -> visit.texts().of(key))
                                .toList())
                        .orElse(List.of()),
                preset.map(PolicyPreset::word).orElse(""),
                fields.equals(now),
                faults.isEmpty() ? fields.sentences(visit.texts()) : List.of(),
                counted.counts(),
                counted.projects(),
                faults,
                refusal);
        return visit.page(status, "policy", visit.texts().of("policy.title"), view);
    }

    private static List<String> projects(Visit visit) {
        return visit.api()
                .get(Address.of("/v3/auth/projects"))
                .path("projects")
                .valueStream()
                .map(each -> each.path("id").asText())
                .limit(MOST_PROJECTS)
                .toList();
    }

    /** Of all projects together; those whose findings this user may not list are left out. */
    private static Counted counts(Visit visit, PolicyFields fields, List<String> projects) {
        Map<String, Long> counts = new TreeMap<>();
        int answered = 0;
        for (String project : projects) {
            try {
                JsonNode json = visit.api().get(fields.strengths(project));
                COUNTS.forEach(each -> counts.merge(each, json.path(each).asLong(), Long::sum));
                answered++;
            } catch (ApiRefusal refusal) {
                if (refusal.status() != 403) {
                    throw refusal;
                }
            }
        }
        return new Counted(counts, answered);
    }

    /** How many findings of how many projects. */
    private record Counted(Map<String, Long> counts, int projects) {}
}
