package dev.watchword.server;

import dev.watchword.server.agents.AgentSealing;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.HostNeeds;
import dev.watchword.server.agents.Neighbours;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.authentication.Identity;
import dev.watchword.server.authentication.IdentitySettings;
import dev.watchword.server.baseline.Baseline;
import dev.watchword.server.baseline.PasswordComplexityApi;
import dev.watchword.server.baseline.PasswordRules;
import dev.watchword.server.baseline.PolicyGroupsApi;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.enrolment.Fleet;
import dev.watchword.server.hosts.Hosts;
import dev.watchword.server.iam.AccountPasswordPolicies;
import dev.watchword.server.iam.BuiltInWeakWords;
import dev.watchword.server.iam.Iam;
import dev.watchword.server.iam.LoginPolicies;
import dev.watchword.server.images.ImageLists;
import dev.watchword.server.images.ImageOverview;
import dev.watchword.server.images.ImageStatistic;
import dev.watchword.server.images.ImagesApi;
import dev.watchword.server.imagescans.ImageScanning;
import dev.watchword.server.jobs.RebootAnswers;
import dev.watchword.server.operations.Operations;
import dev.watchword.server.resets.ResetAnswers;
import dev.watchword.server.resets.Resets;
import dev.watchword.server.resets.Sealing;
import dev.watchword.server.scans.Scanning;
import dev.watchword.server.scans.Scans;
import dev.watchword.server.servers.CloudServers;
import dev.watchword.server.servers.ServerActions;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.WeakPasswords;
import dev.watchword.server.words.Dictionaries;
import dev.watchword.server.words.DryRuns;
import dev.watchword.server.words.WordLists;
import java.util.List;
import java.util.Map;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param identity who calls
 * @param settings of projects
 * @param hosts and their groups
 * @param words operators' own weak words
 * @param iam users, groups, policies, passwords, access keys
 * @param weakPasswords what scans found
 * @param baseline what hosts are asked to keep to
 * @param images what is weak in container images
 * @param imageNumbers the same in numbers
 * @param imageLists the same as we list it, with layers and reasons
 * @param imageOverview the same at a glance
 * @param imageScans scans of images, and who does them
 * @param scans that somebody asks for
 * @param cloudServers hosts as ECS sees them
 * @param fleet the enrolled agents
 * @param operations health, metrics, audit log
 */
public record Features(
        Parts parts,
        Identity identity,
        Settings settings,
        Hosts hosts,
        WordLists words,
        Iam iam,
        WeakPasswords weakPasswords,
        Baseline baseline,
        ImagesApi images,
        ImageStatistic imageNumbers,
        ImageLists imageLists,
        ImageOverview imageOverview,
        ImageScanning imageScans,
        Scanning scans,
        CloudServers cloudServers,
        Fleet fleet,
        Operations operations) {

    /** Builds them all, with what most operators choose. */
    public static Features on(Parts parts) {
        return on(parts, IdentitySettings.STANDARD);
    }

    /** Builds them all. */
    public static Features on(Parts parts, IdentitySettings settings) {
        return on(parts, settings, new AgentSealing(new Agents(), ServerKeys.open(parts)));
    }

    /** Builds them all, with another way to seal new passwords. */
    static Features on(Parts parts, IdentitySettings settings, Sealing sealing) {
        Commands commands = new Commands();
        Identity identity = Identity.on(
                parts, settings, LoginPolicies::rules, LoginPolicies::sessionRules, AccountPasswordPolicies::expiresAt);
        Hosts hosts = Hosts.on(parts);
        ImageScanning imageScans = ImageScanning.on(parts);
        WordLists words = WordLists.on(parts, hosts.groups(), commands, imageScans.words());
        Iam iam = Iam.on(
                parts,
                identity.passwords(),
                identity.tokens(),
                identity.logins(),
                List.of(
                        new BuiltInWeakWords(),
                        (domainId, password) ->
                                parts.database().read(handle -> words.known().contains(handle, domainId, password))));
        WeakPasswords weakPasswords = WeakPasswords.on(parts);
        Scanning scans = Scanning.on(parts, hosts.groups(), commands);
        CloudServers cloudServers = CloudServers.on(parts, commands, sealing);
        return new Features(
                parts,
                identity,
                new Settings(parts),
                hosts,
                words,
                iam,
                weakPasswords,
                new Baseline(
                        new PolicyGroupsApi(parts, hosts.groups(), new Dictionaries(parts.atRest())),
                        new PasswordComplexityApi(parts)),
                new ImagesApi(parts),
                new ImageStatistic(parts),
                new ImageLists(parts),
                new ImageOverview(parts),
                imageScans,
                scans,
                cloudServers,
                Fleet.of(parts, neighbours(words, weakPasswords, answers(words, scans, cloudServers))),
                Operations.on(parts));
    }

    /** What agents answer goes to the feature that asked. */
    private static CommandAnswers answers(WordLists words, Scanning scans, CloudServers cloudServers) {
        return new CommandAnswers(Map.of(
                DryRuns.KIND,
                words.dryRuns(),
                Scans.KIND,
                scans.asked(),
                Resets.KIND,
                new ResetAnswers(cloudServers.kept()),
                ServerActions.REBOOT,
                new RebootAnswers()));
    }

    private static Neighbours neighbours(WordLists words, WeakPasswords weakPasswords, CommandAnswers answers) {
        HostNeeds needs = new HostNeeds(words.hostWords(), words.dryRuns());
        return new Neighbours(
                (hostId, report, now) -> weakPasswords
                        .intake()
                        .pieces(
                                hostId,
                                report,
                                now,
                                handle -> PasswordRules.record(handle, hostId, report.rules(), now)),
                needs,
                needs,
                answers);
    }
}
