package dev.watchword.server.iam.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An identity policy, read strictly: version 5.0; in each statement an Effect, an Action or NotAction, and if wanted a
 * Sid, a Resource or NotResource and a Condition; nothing else.
 *
 * @param statements at least one
 */
public record PolicyDocument(List<Statement> statements) {

    /** Characters of a document. */
    public static final int MOST_CHARACTERS = 6144;

    private static final String VERSION = "5.0";
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]*:[A-Za-z0-9*?-]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|[^:]*:[^:]*:[^:]*:[^:]*:.+");
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,32}:[A-Za-z0-9/_.-]{1,128}");
    private static final Pattern OPERATOR = Pattern.compile("[A-Za-z:]{1,64}");
    private static final Set<String> STATEMENT_MEMBERS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads one. Operators that this server does not know are kept: what they guard is never allowed by them.
     *
     * @throws MalformedPolicy when it is none
     */
    public static PolicyDocument parse(String text) throws MalformedPolicy {
        if (text.length() > MOST_CHARACTERS) {
            throw new MalformedPolicy("it has more than " + MOST_CHARACTERS + " characters");
        }
        JsonNode root = json(text);
        requireMembers("the policy", root, Set.of("Version", "Statement"));
        if (!root.path("Version").isTextual()
                || !root.path("Version").textValue().equals(VERSION)) {
            throw new MalformedPolicy("Version must be \"" + VERSION + "\"");
        }
        JsonNode statements = root.path("Statement");
        if (!statements.isArray() || statements.isEmpty()) {
            throw new MalformedPolicy("Statement must be an array with at least one statement");
        }
        List<Statement> read = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode each : statements) {
            Statement statement = statement(each, read.size());
            if (!sids.add(statement.sid())) {
                throw new MalformedPolicy("two statements have the Sid " + statement.sid());
            }
            read.add(statement);
        }
        return new PolicyDocument(read);
    }

    /**
     * Reads one that somebody writes now, who should hear of what this server cannot evaluate.
     *
     * @throws MalformedPolicy when it is none, or has an operator or a value that cannot be evaluated
     */
    public static PolicyDocument parseNew(String text) throws MalformedPolicy {
        PolicyDocument document = parse(text);
        for (Statement statement : document.statements()) {
            for (Condition condition : statement.conditions()) {
                requireEvaluable(statement.sid(), condition);
            }
        }
        return document;
    }

    private static void requireEvaluable(String sid, Condition condition) throws MalformedPolicy {
        String where = "statement " + sid + ", Condition " + condition.operator();
        Operator operator = condition.known().orElse(null);
        if (operator == null) {
            throw new MalformedPolicy(where + ": there is no such operator");
        }
        if (!condition.expected().stream().allMatch(operator::reads)) {
            throw new MalformedPolicy(where + ": a value of " + condition.key() + " is none that it can compare");
        }
    }

    private static JsonNode json(String text) throws MalformedPolicy {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedJson malformed) {
            throw new MalformedPolicy("it is not valid JSON: " + malformed.reason());
        }
    }

    private static Statement statement(JsonNode node, int place) throws MalformedPolicy {
        String where = "statement " + place;
        requireMembers(where, node, STATEMENT_MEMBERS);
        String sid = Integer.toString(place);
        if (node.has("Sid")) {
            sid = node.path("Sid").isTextual() ? node.path("Sid").textValue() : "";
            if (!SID.matcher(sid).matches()) {
                throw new MalformedPolicy(where + ": Sid must be 1 to 64 letters, digits, hyphens or underscores");
            }
        }
        Statement.Effect effect = switch (node.path("Effect").asText()) {
            case "Allow" -> Statement.Effect.ALLOW;
            case "Deny" -> Statement.Effect.DENY;
            default -> throw new MalformedPolicy(where + ": Effect must be Allow or Deny");
        };
        if (node.has("Action") == node.has("NotAction")) {
            throw new MalformedPolicy(where + ": it must have either Action or NotAction");
        }
        if (node.has("Resource") && node.has("NotResource")) {
            throw new MalformedPolicy(where + ": it must not have both Resource and NotResource");
        }
        Statement.Patterns actions = patterns(where, node, "Action", ACTION);
        return new Statement(
                sid,
                effect,
                new Statement.Patterns(
                        actions.any().stream()
                                .map(action -> action.toLowerCase(Locale.ROOT))
                                .toList(),
                        actions.except()),
                patterns(where, node, "Resource", RESOURCE),
                conditions(where, node.path("Condition")));
    }

    private static Statement.Patterns patterns(String where, JsonNode statement, String name, Pattern form)
            throws MalformedPolicy {
        boolean except = statement.has("Not" + name);
        String member = except ? "Not" + name : name;
        if (!statement.has(member)) {
            return Statement.Patterns.ALL;
        }
        List<String> texts = texts(where + ", " + member, statement.path(member));
        for (String text : texts) {
            if (!form.matcher(text).matches()) {
                throw new MalformedPolicy(where + ", " + member + ": an entry does not have the form of one");
            }
        }
        return new Statement.Patterns(texts, except);
    }

    private static List<Condition> conditions(String where, JsonNode block) throws MalformedPolicy {
        if (block.isMissingNode()) {
            return List.of();
        }
        requireObject(where + ", Condition", block);
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : block.properties()) {
            String place = where + ", Condition " + operator.getKey();
            if (!OPERATOR.matcher(operator.getKey()).matches()) {
                throw new MalformedPolicy(where + ", Condition: an operator does not have the form of one");
            }
            requireObject(place, operator.getValue());
            for (Map.Entry<String, JsonNode> test : operator.getValue().properties()) {
                if (!KEY.matcher(test.getKey()).matches()) {
                    throw new MalformedPolicy(place + ": a key does not have the form of one");
                }
                conditions.add(new Condition(operator.getKey(), test.getKey(), texts(place, test.getValue())));
            }
        }
        return conditions;
    }

    /** One text or an array of them; truth values and numbers count as their text. */
    private static List<String> texts(String where, JsonNode node) throws MalformedPolicy {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            if (!each.isValueNode() || each.isNull() || each.asText().isEmpty()) {
                throw new MalformedPolicy(where + ": it must be texts that are not empty");
            }
            texts.add(each.asText());
        }
        if (texts.isEmpty()) {
            throw new MalformedPolicy(where + ": it must not be empty");
        }
        return texts;
    }

    private static void requireObject(String where, JsonNode node) throws MalformedPolicy {
        if (!node.isObject() || node.isEmpty()) {
            throw new MalformedPolicy(where + " must be an object with members");
        }
    }

    private static void requireMembers(String where, JsonNode node, Set<String> known) throws MalformedPolicy {
        requireObject(where, node);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw new MalformedPolicy(where + " has a member that no policy has");
            }
        }
    }
}
