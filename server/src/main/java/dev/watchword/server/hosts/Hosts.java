package dev.watchword.server.hosts;

import dev.watchword.server.Parts;

/**
 * Hosts and their groups, built once.
 *
 * @param groups of hosts
 * @param list of hosts
 */
public record Hosts(HostGroupsApi groups, HostsApi list) {

    /** Builds them. */
    public static Hosts on(Parts parts) {
        HostGroupsApi groups = new HostGroupsApi(parts);
        return new Hosts(groups, new HostsApi(parts, groups));
    }
}
