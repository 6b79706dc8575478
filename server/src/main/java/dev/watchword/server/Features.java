package dev.watchword.server;

import dev.watchword.server.agents.HostNeeds;
import dev.watchword.server.agents.Neighbours;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.enrolment.Fleet;
import dev.watchword.server.hosts.HostGroupsApi;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.Intake;
import dev.watchword.server.words.Dictionaries;
import dev.watchword.server.words.DictionariesApi;
import dev.watchword.server.words.DryRuns;
import dev.watchword.server.words.DryRunsApi;
import dev.watchword.server.words.HostWords;
import dev.watchword.server.words.ImageWords;
import dev.watchword.server.words.ImageWordsApi;
import java.util.Map;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param settings of projects
 * @param intake of agents' reports
 * @param imageWords custom weak passwords of images
 * @param hostGroups groups of hosts
 * @param dictionaries custom weak passwords of host groups
 * @param hostWords the same for agents
 * @param dryRuns trials of words, and what hears their answers
 * @param trials the calls that start them
 * @param fleet the enrolled agents
 */
public record Features(
        Parts parts,
        Settings settings,
        Intake intake,
        ImageWordsApi imageWords,
        HostGroupsApi hostGroups,
        DictionariesApi dictionaries,
        HostWords hostWords,
        DryRuns dryRuns,
        DryRunsApi trials,
        Fleet fleet) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        Commands commands = new Commands();
        Intake intake = new Intake(parts.atRest());
        HostGroupsApi hostGroups = new HostGroupsApi(parts);
        Dictionaries dictionaries = new Dictionaries(parts.atRest());
        HostWords hostWords = new HostWords(dictionaries);
        DryRuns dryRuns = new DryRuns(commands, parts.atRest());
        HostNeeds needs = new HostNeeds(hostWords);
        CommandAnswers answers = new CommandAnswers(Map.of(DryRuns.KIND, dryRuns));
        return new Features(
                parts,
                new Settings(parts),
                intake,
                new ImageWordsApi(parts, new ImageWords(parts.atRest())),
                hostGroups,
                new DictionariesApi(parts, hostGroups, dictionaries),
                hostWords,
                dryRuns,
                new DryRunsApi(parts, hostGroups, dryRuns),
                Fleet.of(parts, new Neighbours(intake::record, needs, needs, answers)));
    }
}
