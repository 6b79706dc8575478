package dev.watchword.server.authentication;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** When an account locks a user out, and when it takes one for gone, see the login policy. Safe for use by many threads. */
@FunctionalInterface
public interface LoginRules {

    /** What every account has that chose nothing else. */
    LoginRules STANDARD = (handle, domainId) -> Values.STANDARD;

    /** The rules of an account. */
    Values of(Handle handle, String domainId);

    /**
     * @param failures that lock, 3 to 10
     * @param within the time in which they are counted, 15 to 60 minutes
     * @param lockout how long the lock holds, 15 to 1,440 minutes
     * @param unused for how long users may stay away and still sign in, up to 240 days; zero for ever
     */
    record Values(int failures, Duration within, Duration lockout, Duration unused) {

        /** Five failures within an hour lock for a quarter of an hour. */
        public static final Values STANDARD = new Values(5, Duration.ofMinutes(60), Duration.ofMinutes(15));

        /** No account counts for longer. */
        static final Duration LONGEST = Duration.ofMinutes(60);

        /** Rules that take nobody for gone. */
        public Values(int failures, Duration within, Duration lockout) {
            this(failures, within, lockout, Duration.ZERO);
        }

        public Values {
            require("failures", failures, 3, 10);
            require("within", within.toMinutes(), 15, 60);
            require("lockout", lockout.toMinutes(), 15, 1_440);
            require("unused", unused.toDays(), 0, 240);
        }

        /**
         * Whether somebody has stayed away for too long.
         *
         * @param since epoch milliseconds of the last sign of them
         */
        boolean isGone(long since, long now) {
            return !unused.isZero() && now >= since + unused.toMillis();
        }

        private static void require(String name, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " to " + most);
            }
        }
    }
}
