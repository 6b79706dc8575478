package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Lets no more guesses at a password be checked than the account allows, however many come at once. Each guess is
 * counted before it is checked. Guesses that would exceed the count wait for those that are being checked, since one of
 * these may be right and start the count again: many right logins at once all succeed. Safe for use by many threads.
 */
final class LoginLockout {

    /** Callers that may wait for one subject. */
    private static final int MOST_WAITING = 1_000;

    private final Parts parts;
    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

    LoginLockout(Parts parts) {
        this.parts = parts;
    }

    /** What came out of a guess. */
    sealed interface Outcome {

        record Right() implements Outcome {}

        record Wrong() implements Outcome {}

        /** @param until epoch milliseconds */
        record Locked(long until) implements Outcome {}
    }

    /**
     * Has a guess checked, unless the subject is locked.
     *
     * @param subject whose password, as an opaque text
     * @param isRight checks it; runs outside of any transaction, and at most once
     * @throws ApiError 429 when too many wait
     */
    Outcome guess(String subject, LoginRules.Values rules, BooleanSupplier isRight) {
        Line line = lines.compute(subject, (key, before) -> {
            Line kept = before == null ? new Line(key) : before;
            kept.users++;
            return kept;
        });
        try {
            return line.guess(rules, isRight);
        } finally {
            lines.compute(subject, (key, kept) -> kept == null || --kept.users == 0 ? null : kept);
        }
    }

    /** Those who guess at the password of one subject now. */
    private final class Line {
        private final String subject;
        private final Set<String> beingChecked = new HashSet<>();
        private int users; // changed under the map's lock
        private int waiting;

        private Line(String subject) {
            this.subject = subject;
        }

        private Outcome guess(LoginRules.Values rules, BooleanSupplier isRight) {
            Admission admission = enter(rules);
            return switch (admission) {
                case Admission.Refused refused -> new Outcome.Locked(refused.until());
                case Admission.Counted counted -> {
                    Optional<Boolean> right = Optional.empty();
                    try {
                        right = Optional.of(isRight.getAsBoolean());
                    } finally {
                        leave(counted.id(), right, rules);
                    }
                    yield right.get() ? new Outcome.Right() : new Outcome.Wrong();
                }
            };
        }

        private synchronized Admission enter(LoginRules.Values rules) {
            while (true) {
                long now = parts.now();
                Standing standing = parts.database().read(handle -> standing(handle, rules, now));
                if (standing.lockedUntil().isPresent()) {
                    return new Admission.Refused(standing.lockedUntil().get());
                }
                if (standing.count() < rules.failures()) {
                    String id = parts.database().write(handle -> LoginGuesses.add(handle, subject, now));
                    beingChecked.add(id);
                    return new Admission.Counted(id);
                }
                if (beingChecked.isEmpty()) {
                    // The server ended while it checked guesses; they count as wrong.
                    return new Admission.Refused(lock(rules));
                }
                awaitTurn();
            }
        }

        private Standing standing(Handle handle, LoginRules.Values rules, long now) {
            return new Standing(
                    LoginGuesses.lockedUntil(handle, subject, now), LoginGuesses.count(handle, subject, rules, now));
        }

        private synchronized void leave(String id, Optional<Boolean> right, LoginRules.Values rules) {
            beingChecked.remove(id);
            try {
                if (right.isEmpty()) {
                    parts.database().change(handle -> LoginGuesses.remove(handle, id));
                    return;
                }
                if (right.get()) {
                    parts.database().change(handle -> LoginGuesses.reset(handle, subject, beingChecked));
                    return;
                }
                int count = parts.database()
                        .<Integer>read(handle -> LoginGuesses.count(handle, subject, rules, parts.now()));
                if (count - beingChecked.size() >= rules.failures()) {
                    lock(rules);
                }
            } finally {
                notifyAll();
            }
        }

        private long lock(LoginRules.Values rules) {
            long until = parts.now() + rules.lockout().toMillis();
            parts.database().change(handle -> LoginGuesses.lock(handle, subject, until));
            return until;
        }

        private void awaitTurn() {
            if (waiting >= MOST_WAITING) {
                throw ApiError.gateway(429, "APIGW.0308", "The throttling threshold has been reached: logins.")
                        .header("Retry-After", "5");
            }
            waiting++;
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ApiError.gateway(503, "APIGW.0613", "The IAM service is currently unavailable: it is stopping.");
            } finally {
                waiting--;
            }
        }
    }

    private record Standing(Optional<Long> lockedUntil, int count) {}

    private sealed interface Admission {
        record Counted(String id) implements Admission {}

        record Refused(long until) implements Admission {}
    }
}
