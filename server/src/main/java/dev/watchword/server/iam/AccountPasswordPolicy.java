package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.policy.PasswordPolicy;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * An account's password policy, as IAM v5 has it.
 *
 * @param maximumConsecutiveIdenticalChars 0 to 32; 0 any number, 1 no two equal neighbours
 * @param minimumPasswordAge minutes between a user's own changes, 0 to 1440
 * @param minimumPasswordLength characters, 8 to 32
 * @param passwordReusePrevention how many of the last passwords are refused, the present one included, 0 to 24
 * @param passwordNotUsernameOrInvert whether the user's name and its reverse are refused
 * @param passwordValidityPeriod days until a password is too old for the console, 0 to 180; 0 never
 * @param passwordCharCombination character types, 2 to 4
 * @param allowUserToChangePassword whether IAM users may change their own
 */
public record AccountPasswordPolicy(
        int maximumConsecutiveIdenticalChars,
        int minimumPasswordAge,
        int minimumPasswordLength,
        int passwordReusePrevention,
        boolean passwordNotUsernameOrInvert,
        int passwordValidityPeriod,
        int passwordCharCombination,
        boolean allowUserToChangePassword) {

    /** Characters that a password may have. */
    public static final int MAXIMUM_PASSWORD_LENGTH = 32;

    /** The most passwords that are ever compared with. */
    static final int MOST_REMEMBERED = 24;

    /** What an account has that never changed anything. */
    public static final AccountPasswordPolicy DEFAULT = new AccountPasswordPolicy(0, 0, 8, 1, true, 0, 2, true);

    /** What may be changed; what is left out stays as it is. */
    public static final Fields CHANGES = Fields.of(
            Field.optional("maximum_consecutive_identical_chars", Shape.whole(0, 32))
                    .saying("How often one character may stand in a row; 0 is any number."),
            Field.optional("minimum_password_age", Shape.whole(0, 1440))
                    .saying("Minutes that must pass before users may change their own password again."),
            Field.optional("minimum_password_length", Shape.whole(8, 32)).saying("Characters at the least."),
            Field.optional("password_reuse_prevention", Shape.whole(0, MOST_REMEMBERED))
                    .saying("How many of the last passwords are refused."),
            Field.optional("password_not_username_or_invert", Shape.flag())
                    .saying("Whether the user name and its reverse are refused."),
            Field.optional("password_validity_period", Shape.whole(0, 180))
                    .saying("Days after which the console asks for another password; 0 is never."),
            Field.optional("password_char_combination", Shape.whole(2, 4)).saying("Character types at the least."),
            Field.optional("allow_user_to_change_password", Shape.flag())
                    .saying("Whether IAM users may change their own password."));

    /** The whole policy, in the order of the document. */
    public static final Fields WHOLE = Fields.of(Field.required(
            "password_policy",
            Shape.members(
                    Field.required("maximum_consecutive_identical_chars", Shape.whole(0, 32)),
                    Field.required("maximum_password_length", Shape.whole(32, 32)),
                    Field.required("minimum_password_age", Shape.whole(0, 1440)),
                    Field.required("minimum_password_length", Shape.whole(8, 32)),
                    Field.required("password_reuse_prevention", Shape.whole(0, MOST_REMEMBERED)),
                    Field.required("password_not_username_or_invert", Shape.flag()),
                    Field.required("password_requirements", Shape.text(1, 256)),
                    Field.required("password_validity_period", Shape.whole(0, 180)),
                    Field.required("password_char_combination", Shape.whole(2, 4)),
                    Field.required("allow_user_to_change_password", Shape.flag()))));

    /** This policy with what the request gives. */
    AccountPasswordPolicy with(Values given) {
        return new AccountPasswordPolicy(
                given.optionalWhole("maximum_consecutive_identical_chars").orElse(maximumConsecutiveIdenticalChars),
                given.optionalWhole("minimum_password_age").orElse(minimumPasswordAge),
                given.optionalWhole("minimum_password_length").orElse(minimumPasswordLength),
                given.optionalWhole("password_reuse_prevention").orElse(passwordReusePrevention),
                given.optionalFlag("password_not_username_or_invert").orElse(passwordNotUsernameOrInvert),
                given.optionalWhole("password_validity_period").orElse(passwordValidityPeriod),
                given.optionalWhole("password_char_combination").orElse(passwordCharCombination),
                given.optionalFlag("allow_user_to_change_password").orElse(allowUserToChangePassword));
    }

    /** What a password must be made of. */
    PasswordPolicy composition() {
        return new PasswordPolicy(
                minimumPasswordLength,
                passwordCharCombination,
                maximumConsecutiveIdenticalChars,
                passwordNotUsernameOrInvert);
    }

    /**
     * When a password becomes too old for the console: epoch milliseconds; empty when never. Tokens by password go on.
     *
     * @param passwordSetAt epoch milliseconds
     */
    public OptionalLong passwordExpiresAt(long passwordSetAt) {
        return passwordValidityPeriod == 0
                ? OptionalLong.empty()
                : OptionalLong.of(
                        passwordSetAt + Duration.ofDays(passwordValidityPeriod).toMillis());
    }

    /** When a user may change a password that they have set themselves: epoch milliseconds. */
    long mayChangeAt(long passwordSetAt) {
        return passwordSetAt + Duration.ofMinutes(minimumPasswordAge).toMillis();
    }

    /** As the API answers it. */
    ObjectNode json() {
        ObjectNode answer = Json.object();
        answer.putObject("password_policy")
                .put("maximum_consecutive_identical_chars", maximumConsecutiveIdenticalChars)
                .put("maximum_password_length", MAXIMUM_PASSWORD_LENGTH)
                .put("minimum_password_age", minimumPasswordAge)
                .put("minimum_password_length", minimumPasswordLength)
                .put("password_reuse_prevention", passwordReusePrevention)
                .put("password_not_username_or_invert", passwordNotUsernameOrInvert)
                .put("password_requirements", requirements())
                .put("password_validity_period", passwordValidityPeriod)
                .put("password_char_combination", passwordCharCombination)
                .put("allow_user_to_change_password", allowUserToChangePassword);
        return answer;
    }

    private String requirements() {
        String howMany = switch (passwordCharCombination) {
            case 2 -> "at least two";
            case 3 -> "at least three";
            default -> "all four";
        };
        return "A password must contain " + howMany
                + " of the following: uppercase letters, lowercase letters, digits, and special characters.";
    }
}
