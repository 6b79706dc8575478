package dev.watchword.server.iam;

import dev.watchword.policy.Violation;
import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sets users' passwords. A password is judged and digested outside of any transaction, against what was read before; if
 * that has changed when the digest is there, everything is judged again. Every change ends the user's tokens. Safe for
 * use by many threads.
 */
public final class Passwords {

    private static final int ATTEMPTS = 5;

    private final Parts parts;
    private final PasswordHashing hashing;
    private final Tokens tokens;
    private final NewPassword newPassword;

    public Passwords(Parts parts, PasswordHashing hashing, Tokens tokens, List<WeakWords> lists) {
        this.parts = parts;
        this.hashing = hashing;
        this.tokens = tokens;
        this.newPassword = new NewPassword(hashing, lists);
    }

    /** Who sets a password. */
    enum By {
        /** Somebody who may manage users; there must be no password yet. */
        CREATOR,
        /** Somebody who may manage users; there must be one. */
        MANAGER,
        /** Its user, who has shown the present one. */
        OWNER
    }

    /**
     * Sets a password, and whether its user must choose another one.
     *
     * @throws ApiError 404 without the user or, where there must be one, their password; 409 with one where there must
     *     be none; 400 when a rule is broken; 403 when the user may not change it themselves
     */
    void set(String domainId, String userId, By by, String password, boolean resetRequired) {
        set(domainId, userId, by, password, resetRequired, Optional.empty());
    }

    /**
     * Sets the password of a user who has just shown the present one.
     *
     * @param proven the user as they were then
     * @throws ApiError as above; 409 when somebody set another password since
     */
    void setOwn(User proven, String password) {
        set(proven.domainId(), proven.id(), By.OWNER, password, false, proven.profile());
    }

    /**
     * The rules that a password would break as a user's, but for reuse.
     *
     * @throws ApiError 404 without the user, 400 when no password prompt takes it
     */
    List<Violation> broken(String domainId, String userId, String password) {
        Before before = parts.database().read(handle -> before(handle, domainId, userId));
        return newPassword.broken(password, before.situation());
    }

    /**
     * The same of a user who may not be there yet.
     *
     * @param userName theirs, {@code ""} when nobody knows it
     */
    List<Violation> brokenFor(String domainId, String userName, String password) {
        NewPassword.Situation situation = parts.database()
                .read(handle -> new NewPassword.Situation(
                        domainId,
                        userName,
                        AccountPasswordPolicies.of(handle, domainId),
                        PasswordRules.refuseWeakWords(handle, domainId),
                        List.of()));
        return newPassword.broken(password, situation);
    }

    private void set(
            String domainId,
            String userId,
            By by,
            String password,
            boolean resetRequired,
            Optional<User.LoginProfile> proven) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Before before = parts.database().read(handle -> before(handle, domainId, userId));
            long now = parts.now();
            requireState(before, by, now);
            if (proven.isPresent() && !proven.equals(before.user().profile())) {
                throw Conflicts.state("somebody else has just set the password.");
            }
            newPassword.require(password, before.situation());
            String digest = hashing.hash(password);
            boolean done = parts.database().write(handle -> {
                if (!before(handle, domainId, userId).equals(before)) {
                    return false;
                }
                store(handle, before, digest, resetRequired, now);
                return true;
            });
            if (done) {
                return;
            }
        }
        throw Conflicts.state("the user or the password policy is being changed at the same time.");
    }

    /** Removes a user's password; it still counts as a former one. */
    void remove(Handle handle, String userId) {
        remember(handle, userId);
        handle.createUpdate("update iam_user set password_hash = null, password_set_at = null,"
                        + " profile_created_at = null, password_reset_required = :no where id = :id")
                .bind("no", false)
                .bind("id", userId)
                .execute();
        tokens.revokeAll(handle, userId);
    }

    private void store(Handle handle, Before before, String digest, boolean resetRequired, long now) {
        String userId = before.user().id();
        remember(handle, userId);
        Optional<User.LoginProfile> profile = before.user().profile();
        // Set times only go forwards, so that former passwords stay in order when the clock does not.
        long setAt = profile.map(present -> Math.max(now, present.passwordSetAt() + 1))
                .orElse(now);
        handle.createUpdate("update iam_user set password_hash = :digest, password_set_at = :setAt,"
                        + " password_reset_required = :resetRequired, profile_created_at = :createdAt where id = :id")
                .bind("digest", digest)
                .bind("setAt", setAt)
                .bind("resetRequired", resetRequired)
                .bind("createdAt", profile.map(User.LoginProfile::createdAt).orElse(now))
                .bind("id", userId)
                .execute();
        tokens.revokeAll(handle, userId);
    }

    /** Keeps the present password's digest among the former ones, as many of them as a policy can ask for. */
    private static void remember(Handle handle, String userId) {
        handle.createUpdate("insert into password_history (user_id, set_at, password_hash)"
                        + " select id, password_set_at, password_hash from iam_user"
                        + " where id = :id and password_hash is not null")
                .bind("id", userId)
                .execute();
        handle.createUpdate("delete from password_history where user_id = :id and set_at < ("
                        + " select coalesce(min(set_at), 0) from (select set_at from password_history"
                        + " where user_id = :id order by set_at desc limit :most) newest)")
                .bind("id", userId)
                .bind("most", AccountPasswordPolicy.MOST_REMEMBERED)
                .execute();
    }

    private static void requireState(Before before, By by, long now) {
        User user = before.user();
        switch (by) {
            case CREATOR -> {
                if (user.profile().isPresent()) {
                    throw Conflicts.state("the user has a login profile.");
                }
            }
            case MANAGER -> LoginProfiles.requireProfile(user);
            case OWNER -> requireOwnChange(user, LoginProfiles.requireProfile(user), before.policy(), now);
        }
    }

    private static void requireOwnChange(User user, User.LoginProfile profile, AccountPasswordPolicy policy, long now) {
        if (profile.resetRequired()) {
            return;
        }
        if (!policy.allowUserToChangePassword() && !user.root()) {
            throw ApiError.of(
                    403, "IAM.0003", "Policy doesn't allow users of this account to change their own password.");
        }
        long mayChangeAt = policy.mayChangeAt(profile.passwordSetAt());
        if (policy.minimumPasswordAge() > 0 && now < mayChangeAt) {
            throw ApiError.of(
                    400,
                    "IAM.0007",
                    "Request parameter new_password is invalid: the password was changed less than "
                            + policy.minimumPasswordAge() + " minutes ago, it may be changed again at "
                            + Times.iso(mayChangeAt) + ".");
        }
    }

    private static Before before(Handle handle, String domainId, String userId) {
        User user = Users.byId(handle, userId)
                .filter(found -> found.domainId().equals(domainId))
                .orElseThrow(() -> Service.IAM.notFound("user", userId));
        AccountPasswordPolicy policy = AccountPasswordPolicies.of(handle, domainId);
        return new Before(
                user,
                policy,
                PasswordRules.refuseWeakWords(handle, domainId),
                former(handle, userId, policy.passwordReusePrevention()));
    }

    private static List<String> former(Handle handle, String userId, int howMany) {
        List<String> digests = new ArrayList<>();
        handle.createQuery("select password_hash from iam_user where id = :id and password_hash is not null")
                .bind("id", userId)
                .mapTo(String.class)
                .forEach(digests::add);
        handle.createQuery("select password_hash from password_history where user_id = :id order by set_at desc"
                        + " limit :most")
                .bind("id", userId)
                .bind("most", howMany)
                .mapTo(String.class)
                .forEach(digests::add);
        return digests.stream().limit(howMany).toList();
    }

    /** What a change is judged by. Holds digests: prints nothing of itself. */
    private record Before(User user, AccountPasswordPolicy policy, boolean refuseWeakWords, List<String> former) {

        NewPassword.Situation situation() {
            return new NewPassword.Situation(user.domainId(), user.name(), policy, refuseWeakWords, former);
        }

        @Override
        public String toString() {
            return "Before";
        }
    }
}
