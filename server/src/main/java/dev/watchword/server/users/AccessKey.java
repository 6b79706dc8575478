package dev.watchword.server.users;

import java.util.OptionalLong;

/**
 * An access key with its secret as it is stored.
 *
 * @param id what a client names
 * @param userId whose
 * @param sealedSecret sealed to {@link AccessKeys#secretPlace}; not to be changed
 * @param enabled whether it may be used
 * @param lastUsedAt epoch milliseconds, to the minute
 */
public record AccessKey(String id, String userId, byte[] sealedSecret, boolean enabled, OptionalLong lastUsedAt) {
    @Override
    public String toString() {
        return "AccessKey " + id;
    }
}
