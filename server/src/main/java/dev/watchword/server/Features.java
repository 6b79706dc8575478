package dev.watchword.server;

import dev.watchword.server.commands.Commands;
import dev.watchword.server.jobs.JobsApi;
import dev.watchword.server.resets.ResetRequests;
import dev.watchword.server.resets.Resets;
import dev.watchword.server.resets.ResetsApi;
import dev.watchword.server.resets.Sealing;
import dev.watchword.server.servers.ServerActions;
import dev.watchword.server.servers.ServersApi;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param servers shows hosts as servers
 * @param serverActions restarts them
 * @param jobs tells how far that is
 * @param resetRequests takes new passwords for them
 * @param resets tells what became of these
 */
public record Features(
        Parts parts,
        ServersApi servers,
        ServerActions serverActions,
        JobsApi jobs,
        ResetRequests resetRequests,
        ResetsApi resets) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return on(parts, Sealing.NOBODY);
    }

    /** Builds them all, with another way to seal new passwords. */
    static Features on(Parts parts, Sealing sealing) {
        Commands commands = new Commands();
        Resets resets = new Resets(commands);
        return new Features(
                parts,
                new ServersApi(parts),
                new ServerActions(parts, commands),
                new JobsApi(parts),
                new ResetRequests(parts, resets, sealing, ResetRequests.LIFE),
                new ResetsApi(parts, resets));
    }
}
