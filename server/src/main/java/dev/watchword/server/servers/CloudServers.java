package dev.watchword.server.servers;

import dev.watchword.server.Parts;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.jobs.JobsApi;
import dev.watchword.server.resets.ResetRequests;
import dev.watchword.server.resets.Resets;
import dev.watchword.server.resets.ResetsApi;
import dev.watchword.server.resets.Sealing;

/**
 * Hosts as ECS sees them, built once.
 *
 * @param servers shows hosts as servers
 * @param actions restarts them
 * @param jobs tells how far that is
 * @param resetRequests takes new passwords for them
 * @param kept the resets that were asked for
 * @param resets tells what became of these
 */
public record CloudServers(
        ServersApi servers,
        ServerActions actions,
        JobsApi jobs,
        ResetRequests resetRequests,
        Resets kept,
        ResetsApi resets) {

    /**
     * Builds them.
     *
     * @param sealing seals new passwords for the agents of hosts
     */
    public static CloudServers on(Parts parts, Commands commands, Sealing sealing) {
        Resets kept = new Resets(commands);
        return new CloudServers(
                new ServersApi(parts),
                new ServerActions(parts, commands),
                new JobsApi(parts),
                new ResetRequests(parts, kept, sealing, ResetRequests.LIFE),
                kept,
                new ResetsApi(parts, kept));
    }
}
