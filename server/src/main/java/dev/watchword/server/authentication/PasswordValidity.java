package dev.watchword.server.authentication;

import dev.watchword.server.users.User;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Until when a user's password is good for the console, see the password policy. Safe for use by many threads. */
@FunctionalInterface
public interface PasswordValidity {

    /** For ever. */
    PasswordValidity UNLIMITED = (handle, user) -> OptionalLong.empty();

    /** Epoch milliseconds; empty when it does not expire. */
    OptionalLong expiresAt(Handle handle, User user);
}
