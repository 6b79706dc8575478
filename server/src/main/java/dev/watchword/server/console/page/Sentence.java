package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Shown;
import dev.watchword.server.iam.authorization.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A statement of an identity policy, ready to be put into words.
 *
 * @param sid its name, {@code ""} without one
 * @param denies rather than allows
 * @param actions of which it speaks
 * @param exceptActions whether it speaks of all others instead
 * @param resources of which it speaks; none for all
 * @param exceptResources whether it speaks of all others instead
 * @param conditions all of which must hold
 */
public record Sentence(
        String sid,
        boolean denies,
        List<Actions> actions,
        boolean exceptActions,
        List<String> resources,
        boolean exceptResources,
        List<Test> conditions) {

    /**
     * A pattern of actions.
     *
     * @param pattern as it is written
     * @param known those of the product that it matches
     */
    public record Actions(String pattern, List<String> known) {}

    /**
     * A condition.
     *
     * @param operator as it is written
     * @param key of the request
     * @param values one of which must match
     */
    public record Test(String operator, String key, List<String> values) {}

    static Sentence of(JsonNode statement, List<String> known) {
        boolean exceptActions = statement.has("NotAction");
        boolean exceptResources = statement.has("NotResource");
        List<String> resources = texts(statement.path(exceptResources ? "NotResource" : "Resource"));
        return new Sentence(
                Shown.text(statement.path("Sid")),
                statement.path("Effect").asText().equals("Deny"),
                texts(statement.path(exceptActions ? "NotAction" : "Action")).stream()
                        .map(pattern -> new Actions(pattern, matching(pattern, known)))
                        .toList(),
                exceptActions,
                !exceptResources && resources.contains("*") ? List.of() : resources,
                exceptResources,
                tests(statement.path("Condition")));
    }

    private static List<Test> tests(JsonNode block) {
        List<Test> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : block.properties()) {
            for (Map.Entry<String, JsonNode> test : operator.getValue().properties()) {
                tests.add(new Test(Shown.text(operator.getKey()), Shown.text(test.getKey()), texts(test.getValue())));
            }
        }
        return tests;
    }

    /** What a pattern matches: an asterisk any text, a question mark any one character, whatever the case. */
    private static List<String> matching(String pattern, List<String> known) {
        String folded = pattern.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(action -> Wildcard.matches(folded, action.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(Shown::text).toList()
                : node.isMissingNode() ? List.of() : List.of(Shown.text(node));
    }
}
