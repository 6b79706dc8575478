package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One password reset: the steps that it took, and what became of it. */
public final class ResetPage {

    private static final String API = "/v1/watchword/{}/resets/{}";
    private static final Set<String> ENDS = Set.of("verified", "failed", "expired");
    private static final List<String> STEPS =
            List.of("accepted", "delivered", "staged", "applied", "verified", "failed");

    private ResetPage() {}

    /**
     * What the template shows.
     *
     * @param project its id
     * @param reset of the API
     * @param steps those that were heard of, in their order
     * @param obstacles what would still stop a login, words of the API
     * @param here this page
     * @param again where to ask what changed, {@code ""} when nothing will
     */
    public record View(String project, Row reset, List<Step> steps, List<String> obstacles, String here, String again) {

        /** Whether nobody has taken it yet. */
        public boolean takenByNobody() {
            return reset.text("state").equals("accepted");
        }

        /** Whether something is still to come. */
        public boolean open() {
            return !ENDS.contains(reset.text("state"));
        }

        /** Whether the host does not have the new password yet. */
        public boolean waits() {
            return open() && !reset.text("state").equals("applied");
        }
    }

    /**
     * A step that a reset took.
     *
     * @param state a word of the API
     * @param at epoch milliseconds
     */
    public record Step(String state, long at) {}

    /** Shows it. */
    public static Answer show(Visit visit) {
        String id = visit.path("reset_id");
        JsonNode reset = visit.api().get(Address.of(API, visit.project(), id));
        String state = reset.path("state").asText();
        if (visit.hasSeen(state)) {
            return Answer.empty(204);
        }
        List<Step> steps = Stream.concat(
                        STEPS.stream()
                                .filter(step -> reset.has(step + "_at"))
                                .map(step ->
                                        new Step(step, reset.path(step + "_at").asLong())),
                        Stream.of(new Step("expired", reset.path("expires_at").asLong()))
                                .filter(step -> state.equals(step.state())))
                .toList();
        List<String> obstacles =
                reset.path("obstacles").valueStream().map(JsonNode::asText).toList();
        View view = new View(
                visit.project(),
                new Row(reset),
                steps,
                obstacles,
                here(visit, id).toString(),
                ENDS.contains(state) ? "" : here(visit, id).with("seen", state).toString());
        return visit.page("reset", visit.texts().of("resets.one"), view);
    }

    /** Takes it back, when its agent was not faster. */
    public static Answer cancel(Visit visit) {
        String id = visit.path("reset_id");
        try {
            visit.api().send(Verb.DELETE, Address.of(API, visit.project(), id));
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 409) {
                throw refusal;
            }
            return visit.done(here(visit, id), "resetTaken");
        }
        return visit.done(here(visit, id), "resetCancelled");
    }

    static Address here(Visit visit, String id) {
        return Address.of("/console/projects/{}/resets/{}", visit.project(), id);
    }
}
