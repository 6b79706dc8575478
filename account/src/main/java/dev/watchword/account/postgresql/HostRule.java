package dev.watchword.account.postgresql;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code pg_hba.conf}, as far as it says whom it is for.
 *
 * @param type in small letters: {@code local}, {@code host} and what it may be narrowed to
 * @param databases names, keywords and patterns; files of them replaced by what stands in them
 * @param users likewise
 * @param from {@code local}, an address with or without mask, a name or keyword
 * @param network the addresses that {@code from} stands for; empty when only the server can say
 */
record HostRule(String type, Set<String> databases, Set<String> users, String from, Optional<Network> network) {

    /** Everything, as a keyword. */
    static final String ALL = "all";

    /** Connections of standby servers, which {@link #ALL} databases does not mean. */
    private static final String REPLICATION = "replication";

    HostRule {
        databases = Collections.unmodifiableSet(new LinkedHashSet<>(databases));
        users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }

    /**
     * Whether every connection that another line is for is this one's, so that the other is never reached where this stands before
     * it. False where only the server can say.
     */
    boolean covers(HostRule other) {
        return coversType(other.type)
                && coversDatabases(other.databases)
                && coversUsers(other.users)
                && coversFrom(other);
    }

    private boolean coversType(String other) {
        return type.equals(other) || (type.equals("host") && other.startsWith("host"));
    }

    private boolean coversDatabases(Set<String> others) {
        return others.stream()
                .allMatch(name -> databases.contains(name) || (databases.contains(ALL) && !name.equals(REPLICATION)));
    }

    private boolean coversUsers(Set<String> others) {
        return users.contains(ALL) || users.containsAll(others);
    }

    private boolean coversFrom(HostRule other) {
        if (from.equals(ALL) || from.equals(other.from)) {
            return true;
        }
        return network.isPresent() && other.network.isPresent() && network.get().contains(other.network.get());
    }
}
