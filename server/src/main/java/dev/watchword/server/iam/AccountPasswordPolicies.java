package dev.watchword.server.iam;

import dev.watchword.server.users.User;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Keeps each account's password policy, in the caller's own transaction. */
public final class AccountPasswordPolicies {

    private AccountPasswordPolicies() {}

    /** The account's policy; the defaults when it never changed any. */
    public static AccountPasswordPolicy of(Handle handle, String domainId) {
        return handle.createQuery("select * from password_policy where domain_id = :domainId")
                .bind("domainId", domainId)
                .map((row, context) -> new AccountPasswordPolicy(
                        row.getInt("maximum_consecutive_identical_chars"),
                        row.getInt("minimum_password_age"),
                        row.getInt("minimum_password_length"),
                        row.getInt("password_reuse_prevention"),
                        row.getBoolean("password_not_username_or_invert"),
                        row.getInt("password_validity_period"),
                        row.getInt("password_char_combination"),
                        row.getBoolean("allow_user_to_change_password")))
                .findOne()
                .orElse(AccountPasswordPolicy.DEFAULT);
    }

    /** When a user's password becomes too old for the console: epoch milliseconds; empty when never. */
    public static OptionalLong expiresAt(Handle handle, User user) {
        return user.profile()
                .map(profile -> of(handle, user.domainId()).passwordExpiresAt(profile.passwordSetAt()))
                .orElse(OptionalLong.empty());
    }

    static void store(Handle handle, String domainId, AccountPasswordPolicy policy) {
        handle.createUpdate("insert into password_policy values (:domainId, :maximumConsecutiveIdenticalChars,"
                        + " :minimumPasswordAge, :minimumPasswordLength, :passwordReusePrevention,"
                        + " :passwordNotUsernameOrInvert, :passwordValidityPeriod, :passwordCharCombination,"
                        + " :allowUserToChangePassword) on conflict (domain_id) do update set"
                        + " maximum_consecutive_identical_chars = excluded.maximum_consecutive_identical_chars,"
                        + " minimum_password_age = excluded.minimum_password_age,"
                        + " minimum_password_length = excluded.minimum_password_length,"
                        + " password_reuse_prevention = excluded.password_reuse_prevention,"
                        + " password_not_username_or_invert = excluded.password_not_username_or_invert,"
                        + " password_validity_period = excluded.password_validity_period,"
                        + " password_char_combination = excluded.password_char_combination,"
                        + " allow_user_to_change_password = excluded.allow_user_to_change_password")
                .bind("domainId", domainId)
                .bindMethods(policy)
                .execute();
    }
}
