package dev.watchword.server.iam;

/** How many of each an account may have; {@code GET /v5/account-summary} tells them. */
final class Quotas {

    static final int USERS = 1_000;
    static final int GROUPS = 200;
    static final int POLICIES = 400;
    static final int VERSIONS_PER_POLICY = 5;
    static final int POLICIES_PER_USER = 20;
    static final int POLICIES_PER_GROUP = 20;
    static final int ACCESS_KEYS_PER_USER = 2;

    private Quotas() {}
}
