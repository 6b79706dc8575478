package dev.watchword.server.iam;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;

/**
 * Reads and changes what an account demands of passwords: the vendor's policy, and our own rule beside it.
 *
 * @param parts what it stands on
 */
public record PasswordPolicyCalls(Parts parts) {

    /** Our own rule: whether words of the built-in and the account's own lists are refused. */
    public static final Fields RULES = Fields.of(Field.required("refuse_weak_words", Shape.flag())
            .saying("Whether words of the built-in list and of the account's dictionaries are refused."));

    /** The account's policy. */
    public Answer show(Call call) {
        return Answer.ok(parts.database()
                .read(handle -> AccountPasswordPolicies.of(handle, call.caller().domainId()))
                .json());
    }

    /** Changes what is given, and answers all of it. */
    public Answer update(Call call) {
        String domainId = call.caller().domainId();
        AccountPasswordPolicy changed = parts.database().write(handle -> {
            AccountPasswordPolicy policy =
                    AccountPasswordPolicies.of(handle, domainId).with(call.body());
            AccountPasswordPolicies.store(handle, domainId, policy);
            return policy;
        });
        call.notes().note("password_policy", changed.toString());
        return Answer.ok(changed.json());
    }

    /** The account's rule on weak words. */
    public Answer showRules(Call call) {
        return Answer.ok(rules(parts.database()
                .read(handle ->
                        PasswordRules.refuseWeakWords(handle, call.caller().domainId()))));
    }

    /** Changes it. */
    public Answer updateRules(Call call) {
        boolean refuse = call.body().flag("refuse_weak_words");
        parts.database()
                .change(handle -> PasswordRules.store(handle, call.caller().domainId(), refuse));
        call.notes().note("refuse_weak_words", Boolean.toString(refuse));
        return Answer.ok(rules(refuse));
    }

    private static Object rules(boolean refuseWeakWords) {
        return Json.object().put("refuse_weak_words", refuseWeakWords);
    }
}
