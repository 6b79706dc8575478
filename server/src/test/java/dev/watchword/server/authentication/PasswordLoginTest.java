package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.PasswordLogin.Result;
import dev.watchword.server.authentication.PasswordLogin.Who;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.users.PasswordCost;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordLoginTest {

    private static final String USER = "c0000000000000000000000000000007";
    private static final Who BY_NAME = new Who.InDomainNamed("acme", "alice");
    private static final Who BY_DOMAIN = new Who.InDomain(TestApi.DOMAIN, "alice");
    private static final Who BY_ID = new Who.ById(USER);
    private static final List<Who> WAYS = List.of(BY_NAME, BY_DOMAIN, BY_ID);

    @ParameterizedTest
    @EnumSource
    void acceptsTheRightPasswordInEachWay(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            for (Who who : WAYS) {
                api.clock().move(Duration.ofSeconds(1));
                assertInstanceOf(Result.Accepted.class, login(api, who, "correct"));
                assertEquals(OptionalLong.of(api.parts().now()), lastLogin(api));
                assertInstanceOf(Result.Refused.class, login(api, who, "wrong"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void locksByOneCountWhicheverWayIsTaken(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            for (Who who : List.of(BY_NAME, BY_DOMAIN, BY_ID, BY_NAME, BY_DOMAIN)) {
                assertInstanceOf(Result.Refused.class, login(api, who, "wrong"));
            }
            long until = api.parts().now() + Duration.ofMinutes(15).toMillis();
            for (Who who : WAYS) {
                assertEquals(new Result.Locked(until), login(api, who, "correct"));
            }
            api.clock().move(Duration.ofMinutes(15).minusMillis(1));
            assertInstanceOf(Result.Locked.class, login(api, BY_NAME, "correct"));
            api.clock().move(Duration.ofMillis(1));
            assertInstanceOf(Result.Refused.class, login(api, BY_NAME, "wrong"), "the count starts again");
            assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAcrossRestarts(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            for (int i = 0; i < 5; i++) {
                api.restart();
                assertInstanceOf(Result.Refused.class, login(api, BY_NAME, "wrong"));
            }
            api.restart();
            assertInstanceOf(Result.Locked.class, login(api, BY_NAME, "correct"));
        }
    }

    @Test
    void startsAgainAfterARightOne() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 4; i++) {
                    assertInstanceOf(Result.Refused.class, login(api, BY_NAME, "wrong"));
                }
                assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAConfirmationWithLoginsButIsNone(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            assertInstanceOf(
                    Result.Accepted.class, api.features.identity().logins().confirm(USER, "correct", "192.0.2.1"));
            assertEquals(OptionalLong.empty(), lastLogin(api));
            for (int i = 0; i < 5; i++) {
                login(api, BY_NAME, "wrong");
            }
            assertInstanceOf(
                    Result.Locked.class, api.features.identity().logins().confirm(USER, "correct", "192.0.2.1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void unlocksOneUser(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            Who nobody = new Who.InDomainNamed("acme", "nobody");
            for (int i = 0; i < 5; i++) {
                login(api, BY_NAME, "wrong");
                login(api, nobody, "wrong");
            }
            assertInstanceOf(Result.Locked.class, login(api, BY_NAME, "correct"));
            api.parts()
                    .database()
                    .change(handle -> api.features.identity().logins().unlock(handle, USER));
            assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"));
            assertInstanceOf(Result.Locked.class, login(api, nobody, "wrong"));
        }
    }

    @Test
    void countsWithinAnHour() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            for (int i = 0; i < 4; i++) {
                login(api, BY_NAME, "wrong");
            }
            api.clock().move(Duration.ofMinutes(60));
            assertInstanceOf(Result.Refused.class, login(api, BY_NAME, "wrong"));
            assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"));
        }
    }

    @Test
    void countsAGuessThatACrashLeftUnanswered() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            for (int i = 0; i < 4; i++) {
                login(api, BY_NAME, "wrong");
            }
            api.sql("insert into login_guess select 'crash', subject, guessed_at from login_guess limit 1");
            api.restart();
            assertInstanceOf(Result.Locked.class, login(api, BY_NAME, "correct"));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 15, 15", "10, 60, 1440"})
    void followsTheAccountsRules(int failures, int within, int lockout) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            LoginRules.Values values =
                    new LoginRules.Values(failures, Duration.ofMinutes(within), Duration.ofMinutes(lockout));
            PasswordLogin strict =
                    new PasswordLogin(api.parts(), new PasswordHashing(SignedApi.CHEAP), (handle, domainId) -> values);
            for (Who who : List.of(BY_NAME, new Who.InDomainNamed("acme", "nobody"))) {
                for (int i = 0; i < failures; i++) {
                    assertInstanceOf(Result.Refused.class, strict.login(who, "wrong", "192.0.2.1"));
                }
                assertEquals(
                        new Result.Locked(api.parts().now() + lockout * 60_000L),
                        strict.login(who, "correct", "192.0.2.1"));
            }
        }
    }

    /** Whoever stays away for longer than the account allows comes back with a new password only. */
    @ParameterizedTest
    @EnumSource
    void refusesWhoStayedAwayForTooLong(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            LoginRules.Values values =
                    new LoginRules.Values(5, Duration.ofMinutes(60), Duration.ofMinutes(15), Duration.ofDays(30));
            PasswordLogin logins =
                    new PasswordLogin(api.parts(), new PasswordHashing(SignedApi.CHEAP), (handle, domainId) -> values);
            api.sql("update iam_user set created_at = " + api.parts().now());
            api.clock().move(Duration.ofDays(30).minusMillis(1));
            assertInstanceOf(Result.Accepted.class, logins.login(BY_NAME, "correct", "192.0.2.1"));
            api.clock().move(Duration.ofDays(30).minusMillis(1));
            assertInstanceOf(Result.Accepted.class, logins.login(BY_NAME, "correct", "192.0.2.1"), "counted anew");
            api.clock().move(Duration.ofDays(30));
            assertInstanceOf(Result.Refused.class, logins.login(BY_NAME, "correct", "192.0.2.1"));
            assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"), "without such a rule");
            api.clock().move(Duration.ofDays(31));
            api.sql("update iam_user set password_set_at = " + api.parts().now());
            assertInstanceOf(Result.Accepted.class, logins.login(BY_NAME, "correct", "192.0.2.1"), "a new password");
            api.clock().move(Duration.ofDays(31));
            api.sql("update iam_user set root = true");
            assertInstanceOf(Result.Accepted.class, logins.login(BY_NAME, "correct", "192.0.2.1"), "the root user");
        }
    }

    @Test
    void knowsTheRangesOfTheRules() {
        assertEquals(
                new LoginRules.Values(5, Duration.ofMinutes(60), Duration.ofMinutes(15)), LoginRules.Values.STANDARD);
        int[][] outside = {{2, 60, 15}, {11, 60, 15}, {5, 14, 15}, {5, 61, 15}, {5, 60, 14}, {5, 60, 1_441}};
        for (int[] values : outside) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new LoginRules.Values(
                            values[0], Duration.ofMinutes(values[1]), Duration.ofMinutes(values[2])));
        }
    }

    @ParameterizedTest
    @EnumSource
    void treatsUnknownUsersLikeKnownOnes(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            api.sql(
                    "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                            + " password_reset_required) values ('nopassword', ?, 'keys', '', true, false, 0, false)",
                    TestApi.DOMAIN);
            List<Who> strangers = List.of(
                    new Who.InDomainNamed("acme", "Alice"),
                    new Who.InDomainNamed("acme", "alice\u200b"),
                    new Who.InDomainNamed("nowhere", "alice"),
                    new Who.InDomainNamed("other", "alice"),
                    new Who.InDomain("nowhere", "alice"),
                    new Who.ById("nobody"),
                    new Who.InDomainNamed("acme", "keys"));
            for (Who who : strangers) {
                for (int i = 0; i < 5; i++) {
                    assertInstanceOf(Result.Refused.class, login(api, who, "correct"), who.toString());
                }
                assertInstanceOf(Result.Locked.class, login(api, who, "correct"), who.toString());
            }
            assertInstanceOf(Result.Accepted.class, login(api, BY_NAME, "correct"), "other names lock nobody else");
        }
    }

    @Test
    void takesComposedAndDecomposedNamesForOne() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            api.addUser(USER, TestApi.DOMAIN, "andr\u00e9", "correct");
            assertInstanceOf(
                    Result.Accepted.class, login(api, new Who.InDomainNamed("acme", "andre\u0301"), "correct"));
            for (int i = 0; i < 5; i++) {
                login(api, new Who.InDomainNamed("acme", i % 2 == 0 ? "zo\u00e9" : "zoe\u0301"), "wrong");
            }
            assertInstanceOf(Result.Locked.class, login(api, new Who.InDomainNamed("acme", "zo\u00e9"), "wrong"));
        }
    }

    @Test
    void refusesADisabledUserWithoutSayingSo() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            api.sql("update iam_user set enabled = false where id = ?", USER);
            assertInstanceOf(Result.Refused.class, login(api, BY_NAME, "correct"));
        }
    }

    @Test
    void storesNoNameThatWasTyped() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            login(api, new Who.InDomainNamed("acme", "MyP4ssword!"), "wrong");
            String stored = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select subject from login_guess")
                            .mapTo(String.class)
                            .one());
            assertTrue(stored.matches("[0-9a-f]{64}"), "a keyed digest");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rehashesWhenTheCostChanged(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            PasswordHashing dearer = new PasswordHashing(new PasswordCost(128, 1, 1));
            PasswordLogin later = new PasswordLogin(api.parts(), dearer, LoginRules.STANDARD);
            String before = hash(api);
            assertInstanceOf(Result.Refused.class, later.login(BY_NAME, "wrong", "192.0.2.1"));
            assertEquals(before, hash(api));
            assertInstanceOf(Result.Accepted.class, later.login(BY_NAME, "correct", "192.0.2.1"));
            String after = hash(api);
            assertNotEquals(before, after);
            assertTrue(dearer.verify("correct", after) && !dearer.needsRehash(after));
            assertInstanceOf(Result.Accepted.class, later.login(BY_NAME, "correct", "192.0.2.1"));
            assertEquals(after, hash(api));
        }
    }

    /** A thousand at once, by every name the user has: no more than five are looked at. */
    @ParameterizedTest
    @EnumSource
    void looksAtNoMoreGuessesThanTheLimit(Dialect dialect) throws Exception {
        try (SignedApi api = withAlice(dialect)) {
            PasswordLogin logins = new PasswordLogin(
                    api.parts(), new PasswordHashing(new PasswordCost(512, 1, 1)), LoginRules.STANDARD);
            List<Result> results = atOnce(1_000, i -> logins.login(WAYS.get(i % 3), "wrong" + i, "192.0.2.1"));
            long looked =
                    results.stream().filter(Result.Refused.class::isInstance).count();
            assertEquals(5, looked);
            assertEquals(
                    995,
                    results.stream().filter(Result.Locked.class::isInstance).count());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsManyRightLoginsInAtOnce(Dialect dialect) throws Exception {
        try (SignedApi api = withAlice(dialect)) {
            for (int i = 0; i < 4; i++) {
                login(api, BY_NAME, "wrong");
            }
            List<Result> results = atOnce(50, i -> login(api, WAYS.get(i % 3), "correct"));
            assertEquals(
                    50,
                    results.stream().filter(Result.Accepted.class::isInstance).count());
        }
    }

    /** Whatever the order, a wrong guess is never forgiven by a right one that began before it ended. */
    @Test
    void countsTheGuessesThatRunWhileARightOneEnds() throws Exception {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            LoginLockout lockout = new LoginLockout(api.parts());
            LoginRules.Values rules = LoginRules.Values.STANDARD;
            AtomicInteger checked = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                lockout.guess("subject", rules, () -> false);
            }
            // The wrong one is checked while a right one comes and goes inside of it.
            lockout.guess("subject", rules, () -> {
                assertInstanceOf(LoginLockout.Outcome.Right.class, lockout.guess("subject", rules, () -> true));
                return false;
            });
            while (lockout.guess("subject", rules, () -> false) instanceof LoginLockout.Outcome.Wrong) {
                checked.incrementAndGet();
            }
            assertEquals(4, checked.get(), "one of the five was counted already");
        }
    }

    @Test
    void countsNoGuessThatWasNotLookedAt() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            LoginLockout lockout = new LoginLockout(api.parts());
            for (int i = 0; i < 10; i++) {
                assertThrows(
                        ApiError.class,
                        () -> lockout.guess("subject", LoginRules.Values.STANDARD, () -> {
                            throw ApiError.gateway(429, "APIGW.0308", "made up");
                        }));
            }
            assertInstanceOf(
                    LoginLockout.Outcome.Right.class, lockout.guess("subject", LoginRules.Values.STANDARD, () -> true));
        }
    }

    /** Loose, to be stable beside other work; without the work for nobody the ratio is beyond ten. */
    @Test
    void takesAsLongForUnknownUsers() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            PasswordHashing hashing = new PasswordHashing(new PasswordCost(19_456, 1, 1));
            PasswordLogin logins = new PasswordLogin(api.parts(), hashing, LoginRules.STANDARD);
            String phc = hashing.hash("correct");
            List<Long> wrong = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String name = "user" + i;
                api.sql(
                        "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                                + " password_hash, password_set_at, password_reset_required, profile_created_at)"
                                + " values (?, ?, ?, '', true, false, 0, ?, 5, false, 5)",
                        "id" + i,
                        TestApi.DOMAIN,
                        name,
                        phc);
                wrong.add(nanos(() -> logins.login(new Who.InDomainNamed("acme", name), "wrong", "192.0.2.1")));
                unknown.add(
                        nanos(() -> logins.login(new Who.InDomainNamed("acme", "no" + name), "wrong", "192.0.2.1")));
            }
            double ratio = (double) middle(unknown) / middle(wrong);
            assertTrue(ratio > 0.5 && ratio < 2.0, "unknown to wrong: " + ratio);
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long middle(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static List<Result> atOnce(int count, IntFunction<Result> work) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> all = IntStream.range(0, count)
                    .mapToObj(i -> callers.submit(() -> work.apply(i)))
                    .toList();
            List<Result> results = new ArrayList<>();
            for (Future<Result> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static SignedApi withAlice(Dialect dialect) {
        SignedApi api = SignedApi.on(dialect);
        api.addUser(USER, TestApi.DOMAIN, "alice", "correct");
        return api;
    }

    private static Result login(SignedApi api, Who who, String password) {
        return api.features.identity().logins().login(who, password, "192.0.2.1");
    }

    private static OptionalLong lastLogin(SignedApi api) {
        return api.parts()
                .database()
                .read(handle -> Users.byId(handle, USER))
                .orElseThrow()
                .lastLoginAt();
    }

    private static String hash(SignedApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select password_hash from iam_user where id = :id")
                        .bind("id", USER)
                        .mapTo(String.class)
                        .one());
    }
}
