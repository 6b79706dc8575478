package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The one choke point of every check of a user's password: for a token, for the console, for the old password of who
 * changes it. Unknown users are counted, locked, answered and timed as known ones are. Safe for use by many threads.
 */
public final class PasswordLogin {

    private static final System.Logger LOG = System.getLogger(PasswordLogin.class.getName());

    private final Parts parts;
    private final PasswordHashing passwords;
    private final LoginRules rules;
    private final LoginLockout lockout;

    public PasswordLogin(Parts parts, PasswordHashing passwords, LoginRules rules) {
        this.parts = parts;
        this.passwords = passwords;
        this.rules = rules;
        this.lockout = new LoginLockout(parts);
    }

    /** Whose password it is said to be. */
    public sealed interface Who {

        /** A user of the account with this name. */
        record InDomainNamed(String domainName, String userName) implements Who {}

        /** A user of the account with this id. */
        record InDomain(String domainId, String userName) implements Who {}

        /** The user with this id. */
        record ById(String userId) implements Who {}
    }

    /** What came out. */
    public sealed interface Result {

        /** The password is theirs and they may sign in. */
        record Accepted(User user) implements Result {}

        /** Wrong password, unknown or disabled user, or one without a password: nobody is told which. */
        record Refused() implements Result {}

        /**
         * Too many were wrong; the password was not looked at.
         *
         * @param until epoch milliseconds
         */
        record Locked(long until) implements Result {}
    }

    /**
     * Checks the password of somebody who signs in; a right one starts the count of wrong ones again and is the user's
     * last login. The user of the result is as they were before.
     *
     * @param sourceIp where it came from, for the log
     * @throws ApiError 429 when too many passwords are being checked
     */
    public Result login(Who who, String password, String sourceIp) {
        return checked(who, password, sourceIp, true);
    }

    /**
     * Checks the password of a user who signed in already and confirms it, as when they change it. It counts the same,
     * and is no login.
     *
     * @param sourceIp where it came from, for the log
     * @throws ApiError 429 when too many passwords are being checked
     */
    public Result confirm(String userId, String password, String sourceIp) {
        return checked(new Who.ById(userId), password, sourceIp, false);
    }

    /** Until when users are locked, in epoch milliseconds by their ids; those who are not are absent. */
    public Map<String, Long> lockedUntil(Handle handle, List<String> userIds) {
        Map<String, Long> locked = new HashMap<>();
        for (String userId : userIds) {
            LoginGuesses.lockedUntil(handle, subject(known(userId)), parts.now())
                    .ifPresent(until -> locked.put(userId, until));
        }
        return locked;
    }

    /** Ends a user's lock, in the caller's own transaction: somebody who may do so said so. */
    public void unlock(Handle handle, String userId) {
        LoginGuesses.unlock(handle, subject(known(userId)));
    }

    private Result checked(Who who, String password, String sourceIp, boolean isLogin) {
        Who called = parts.database().read(handle -> byAccount(handle, who));
        Stored stored = parts.database().read(handle -> stored(handle, called));
        LoginLockout.Outcome outcome =
                lockout.guess(subject(called, stored), stored.rules(), () -> isRight(stored, password));
        return switch (outcome) {
            case LoginLockout.Outcome.Wrong any -> new Result.Refused();
            case LoginLockout.Outcome.Locked locked -> {
                LOG.log(System.Logger.Level.INFO, () -> "a login from " + sourceIp + " was refused: locked");
                yield new Result.Locked(locked.until());
            }
            case LoginLockout.Outcome.Right any ->
                accepted(stored.user().orElseThrow(), stored.hash().orElseThrow(), password, isLogin)
                        .<Result>map(Result.Accepted::new)
                        .orElseGet(Result.Refused::new);
        };
    }

    /** The password of a user who is disabled, or stayed away for too long, takes the same time and counts as wrong. */
    private boolean isRight(Stored stored, String password) {
        if (stored.hash().isEmpty()) {
            passwords.spend();
            return false;
        }
        boolean isTheirs = passwords.verify(password, stored.hash().get());
        return isTheirs
                && stored.user()
                        .filter(User::enabled)
                        .filter(user -> user.root() || !stored.rules().isGone(lastSign(user), parts.now()))
                        .isPresent();
    }

    /** A new password starts the time again: whoever sets it wants the user back. */
    private static long lastSign(User user) {
        long set = user.profile().map(User.LoginProfile::passwordSetAt).orElse(0L);
        return Math.max(Math.max(user.createdAt(), set), user.lastLoginAt().orElse(0));
    }

    /** Empty when the user was changed while their password was checked. */
    private Optional<User> accepted(User user, String hash, String password, boolean isLogin) {
        Optional<String> fresh = passwords.needsRehash(hash) ? Optional.of(passwords.hash(password)) : Optional.empty();
        long now = parts.now();
        return parts.database().write(handle -> {
            Optional<User> same = Users.byId(handle, user.id())
                    .filter(User::enabled)
                    .filter(current -> current.profile().equals(user.profile()));
            if (same.isEmpty()) {
                return same;
            }
            if (isLogin) {
                handle.createUpdate("update iam_user set last_login_at = :now where id = :id")
                        .bind("now", now)
                        .bind("id", user.id())
                        .execute();
            }
            fresh.ifPresent(
                    replacement -> handle.createUpdate("update iam_user set password_hash = :fresh where id = :id")
                            .bind("fresh", replacement)
                            .bind("id", user.id())
                            .execute());
            return same;
        });
    }

    private Stored stored(Handle handle, Who who) {
        Optional<User> user = switch (who) {
            case Who.ById by -> Users.byId(handle, by.userId());
            case Who.InDomain in -> Users.byName(handle, in.domainId(), canonical(in.userName()));
            case Who.InDomainNamed in ->
                Accounts.domainId(handle, canonical(in.domainName()))
                        .flatMap(id -> Users.byName(handle, id, canonical(in.userName())));
        };
        Optional<String> hash = user.flatMap(known -> handle.createQuery(
                        "select password_hash from iam_user where id = :id and password_hash is not null")
                .bind("id", known.id())
                .mapTo(String.class)
                .findOne());
        LoginRules.Values values =
                user.map(known -> rules.of(handle, known.domainId())).orElseGet(() -> rulesOfUnknown(handle, who));
        return new Stored(user, hash, values);
    }

    /** Those of the account that was named, so that the lock of a user who does not exist looks like any other. */
    private LoginRules.Values rulesOfUnknown(Handle handle, Who who) {
        Optional<String> domainId = switch (who) {
            case Who.ById any -> Optional.empty();
            case Who.InDomain in -> Optional.of(in.domainId());
            case Who.InDomainNamed in -> Accounts.domainId(handle, canonical(in.domainName()));
        };
        return domainId.map(id -> rules.of(handle, id)).orElse(LoginRules.Values.STANDARD);
    }

    /** The same by the account's id: a user who does not exist must not have a lock for each way to name the account. */
    private static Who byAccount(Handle handle, Who who) {
        return switch (who) {
            case Who.InDomainNamed in ->
                Accounts.domainId(handle, canonical(in.domainName()))
                        .<Who>map(id -> new Who.InDomain(id, in.userName()))
                        .orElse(who);
            case Who.InDomain any -> who;
            case Who.ById any -> who;
        };
    }

    /** One for each user, by whichever name they are called. A digest, because the name may be somebody's password. */
    private String subject(Who who, Stored stored) {
        return subject(stored.user().map(user -> known(user.id())).orElseGet(() -> switch (who) {
            case Who.ById by -> "id\n" + by.userId();
            case Who.InDomain in -> "in\n" + in.domainId() + "\n" + canonical(in.userName());
            case Who.InDomainNamed in -> "named\n" + canonical(in.domainName()) + "\n" + canonical(in.userName());
        }));
    }

    private String subject(String name) {
        byte[] mark = parts.atRest().mark("login/subject", name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark);
    }

    private static String known(String userId) {
        return "user\n" + userId;
    }

    private static String canonical(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private record Stored(Optional<User> user, Optional<String> hash, LoginRules.Values rules) {
        @Override
        public String toString() {
            return "Stored";
        }
    }
}
