package dev.watchword.server.iam.authorization;

/** Uniform resource names, {@code service:region:account:type:name}; there are no regions here. */
public final class Urns {

    private Urns() {}

    /** A user of an account. */
    public static String user(String domainId, String name) {
        return of("iam", domainId, "user", name);
    }

    /** A group of an account. */
    public static String group(String domainId, String name) {
        return of("iam", domainId, "group", name);
    }

    /** A policy: of the account, or one that comes with Watchword. */
    public static String policy(String domainId, boolean builtIn, String name) {
        return builtIn ? of("iam", "system", "policy", name) : of("iam", domainId, "policy", name);
    }

    /** Anything. */
    public static String of(String service, String domainId, String type, String name) {
        return service + "::" + domainId + ":" + type + ":" + name;
    }
}
