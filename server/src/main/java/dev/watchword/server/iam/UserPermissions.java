package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.EffectivePermissions;
import dev.watchword.server.iam.authorization.EffectivePermissions.Effect;
import dev.watchword.server.iam.authorization.EffectivePermissions.Verdict;
import dev.watchword.server.users.User;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells what users may do. Whoever may look after them is told why; users themselves learn of no policy.
 *
 * @param parts what it stands on
 * @param permissions reads the policies
 */
public record UserPermissions(Parts parts, EffectivePermissions permissions) {

    private static final int MOST = 1_000;

    private static final Field ACTION = Field.required("action", Shape.text(1, 128));
    private static final Field VERDICT = Field.required("verdict", Shape.word("allowed", "partly", "denied", "none"))
            .saying("partly: on some resources, or under conditions.");

    private static final Shape REASON = Shape.members(
            Field.required("policy_id", Shape.text(1, 64)),
            Field.required("policy_name", Shape.text(1, 128)),
            Field.required("statement", Shape.text(1, 64)).saying("Its Sid, or its place from 0."),
            Field.required("effect", Shape.word("allow", "deny")),
            Field.required("limited", Shape.flag()).saying("To some resources or conditions."),
            Field.required("attached", Shape.flag()).saying("To the user themselves."),
            Field.required("groups", Shape.items(0, 200, Shape.text(1, 128))));

    /** What the caller may do. */
    public static final Fields OWN =
            Fields.of(Field.required("permissions", Shape.items(0, MOST, Shape.members(ACTION, VERDICT))));

    /** What a user may do, and why. */
    public static final Fields WHOLE = Fields.of(
            Field.required("user_id", Shape.text(1, 64)),
            Field.required("is_root_user", Shape.flag()).saying("The root user may do everything, without any policy."),
            Field.required(
                    "permissions",
                    Shape.items(
                            0,
                            MOST,
                            Shape.members(ACTION, VERDICT, Field.required("reasons", Shape.items(0, MOST, REASON))))));

    /**
     * What the caller may do.
     *
     * @param actions all that there are
     */
    public Answer own(Call call, List<String> actions) {
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("permissions");
        effects(call.caller().userId(), call.caller().root(), actions)
                .forEach(effect ->
                        array.addObject().put("action", effect.action()).put("verdict", word(effect.verdict())));
        return Answer.ok(answer);
    }

    /**
     * What the user of the path may do, and why.
     *
     * @param actions all that there are
     */
    public Answer show(Call call, List<String> actions) {
        String domainId = call.caller().domainId();
        User user = parts.database().read(handle -> AccountUsers.require(handle, domainId, call.path("user_id")));
        Map<String, Set<String>> ways = parts.database().read(handle -> EffectivePermissions.ways(handle, user.id()));
        ObjectNode answer = Json.object().put("user_id", user.id()).put("is_root_user", user.root());
        ArrayNode array = answer.putArray("permissions");
        effects(user.id(), user.root(), actions).forEach(effect -> array.add(json(effect, ways)));
        return Answer.ok(answer);
    }

    private List<Effect> effects(String userId, boolean root, List<String> actions) {
        return root
                ? actions.stream()
                        .map(action -> new Effect(action, Verdict.ALLOWED, List.of()))
                        .toList()
                : permissions.of(userId, actions);
    }

    private static ObjectNode json(Effect effect, Map<String, Set<String>> ways) {
        ObjectNode json = Json.object().put("action", effect.action()).put("verdict", word(effect.verdict()));
        ArrayNode reasons = json.putArray("reasons");
        for (EffectivePermissions.Reason reason : effect.reasons()) {
            Set<String> through = ways.getOrDefault(reason.policyId(), Set.of());
            ArrayNode groups = reasons.addObject()
                    .put("policy_id", reason.policyId())
                    .put("policy_name", reason.policyName())
                    .put("statement", reason.sid())
                    .put("effect", reason.denies() ? "deny" : "allow")
                    .put("limited", reason.limited())
                    .put("attached", through.contains(""))
                    .putArray("groups");
            through.stream().filter(group -> !group.isEmpty()).forEach(groups::add);
        }
        return json;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
