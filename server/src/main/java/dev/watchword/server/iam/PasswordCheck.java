package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.policy.HostPasswordRule;
import dev.watchword.policy.HostPasswordRules;
import dev.watchword.policy.Violation;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import java.util.List;

/**
 * Tells which rules a password would break, while somebody still thinks about it. Nothing is kept of it and nothing is
 * written down; whether it is one of the user's former passwords is told only when it is set.
 *
 * @param passwords judges those of users
 */
public record PasswordCheck(Passwords passwords) {

    /** What is asked. */
    public static final Fields QUESTION = Fields.of(
            Field.required("password", Shape.text(1, 512)),
            Field.optional("purpose", Shape.word("user", "host"))
                    .or("user")
                    .saying("The caller's own password, by the account's policy, or that of a host's root."),
            Field.optional("user_name", Shape.text(0, 64))
                    .saying(
                            "Of a user other than the caller, for whom it is meant; such a user need not be there yet."));

    /** What is told. */
    public static final Fields ANSWER = Fields.of(
            Field.required("accepted", Shape.flag()),
            Field.required(
                    "broken",
                    Shape.items(
                            0,
                            20,
                            Shape.members(
                                    Field.required("code", Shape.text(1, 32)),
                                    Field.required("figure", Shape.whole(0, 1_000))
                                            .saying("The rule's number; 0 when it has none."),
                                    Field.required("message", Shape.text(1, 256))))));

    /** Looks at one. */
    public Answer check(Call call) {
        String password = call.body().text("password");
        ObjectNode answer = Json.object();
        ArrayNode broken = Json.array();
        if (call.body().text("purpose").equals("host")) {
            for (HostPasswordRule rule : HostPasswordRules.ROOT.broken(password)) {
                add(broken, rule.code(), 0, rule.sentence());
            }
        } else {
            broken(call, password).forEach(violation -> add(broken, violation));
        }
        answer.put("accepted", broken.isEmpty());
        answer.set("broken", broken);
        return Answer.ok(answer);
    }

    private List<Violation> broken(Call call, String password) {
        String domainId = call.caller().domainId();
        return call.body()
                .optionalText("user_name")
                .map(name -> passwords.brokenFor(domainId, name, password))
                .orElseGet(() -> passwords.broken(domainId, call.caller().userId(), password));
    }

    private static void add(ArrayNode broken, Violation violation) {
        String said = violation.explanation();
        switch (violation) {
            case Violation.TooShort rule -> add(broken, "too_short", rule.minimum(), said);
            case Violation.TooLong rule -> add(broken, "too_long", rule.maximum(), said);
            case Violation.TooFewClasses rule -> add(broken, "too_few_classes", rule.minimum(), said);
            case Violation.RunTooLong rule -> add(broken, "run_too_long", rule.maximum(), said);
            case Violation.IsUserName any -> add(broken, "is_user_name", 0, said);
            case Violation.Reused rule -> add(broken, "reused", rule.last(), said);
            case Violation.CommonWord any -> add(broken, "common_word", 0, said);
        }
    }

    private static void add(ArrayNode broken, String code, int figure, String message) {
        broken.addObject().put("code", code).put("figure", figure).put("message", message);
    }
}
