package dev.watchword.server.authentication;

import java.time.Duration;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** How an account's users may use the console, see the login policy. Safe for use by many threads. */
@FunctionalInterface
public interface SessionRules {

    /** An hour, from anywhere. */
    SessionRules STANDARD = (handle, domainId) -> new Values(Duration.ofMinutes(60), address -> true);

    /** The rules of an account. */
    Values of(Handle handle, String domainId);

    /**
     * @param idle after which a session that is not used ends
     * @param allows from which addresses
     */
    record Values(Duration idle, Predicate<String> allows) {}
}
