package dev.watchword.server.authentication;

import dev.watchword.server.users.PasswordCost;

/**
 * What an operator may choose about identity.
 *
 * @param cost of a digest of a password
 * @param limits how often calls may come
 * @param endpoint under which address clients reach this server
 */
public record IdentitySettings(PasswordCost cost, RateLimits limits, PublicEndpoint endpoint) {

    /** Defaults. */
    public static final IdentitySettings STANDARD =
            new IdentitySettings(PasswordCost.STANDARD, RateLimits.STANDARD, PublicEndpoint.AS_CALLED);

    /** The same at another cost. */
    public IdentitySettings costing(PasswordCost other) {
        return new IdentitySettings(other, limits, endpoint);
    }

    /** The same for a server that clients reach otherwise. */
    public IdentitySettings reachedAt(PublicEndpoint other) {
        return new IdentitySettings(cost, limits, other);
    }
}
