package dev.watchword.server.scans;

import dev.watchword.server.Parts;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.hosts.HostGroupsApi;

/**
 * Scans that somebody asks for, built once.
 *
 * @param asked which, and what hears their answers
 * @param calls that ask for them
 */
public record Scanning(Scans asked, ScansApi calls) {

    /** Builds them. */
    public static Scanning on(Parts parts, HostGroupsApi groups, Commands commands) {
        Scans asked = new Scans(commands);
        return new Scanning(asked, new ScansApi(parts, groups, asked));
    }
}
