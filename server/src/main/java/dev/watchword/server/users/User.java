package dev.watchword.server.users;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user of the service, without their password.
 *
 * @param id 32 hexadecimal digits
 * @param domainId the account
 * @param name unique in the account
 * @param description free text
 * @param enabled whether they may sign in
 * @param root whether they are the account's root user
 * @param createdAt epoch milliseconds
 * @param lastLoginAt epoch milliseconds
 * @param profile their password's state; empty when they have none
 */
public record User(
        String id,
        String domainId,
        String name,
        String description,
        boolean enabled,
        boolean root,
        long createdAt,
        OptionalLong lastLoginAt,
        Optional<LoginProfile> profile) {

    /**
     * @param passwordSetAt epoch milliseconds
     * @param resetRequired whether they must choose another one before anything else
     * @param createdAt epoch milliseconds
     */
    public record LoginProfile(long passwordSetAt, boolean resetRequired, long createdAt) {}
}
