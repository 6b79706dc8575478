package dev.watchword.server.weakpasswords;

import java.util.Set;

/**
 * Kinds of account. The vendor's lists know five; agents find more, which our own lists show beside them and the vendor's leave out.
 * See ADR 20.
 */
public final class ServiceTypes {

    private static final Set<String> LISTED = Set.of("system", "mysql", "redis", "tomcat", "ftp");

    private ServiceTypes() {}

    /** Every kind that a report may hold. */
    public static String[] words() {
        return new String[] {"system", "mysql", "redis", "tomcat", "ftp", "http", "snmp", "postgresql"};
    }

    /** Whether the vendor's lists know it. */
    public static boolean listed(String word) {
        return LISTED.contains(word);
    }
}
