package dev.watchword.server.words;

import dev.watchword.server.Parts;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.hosts.HostGroupsApi;

/**
 * Operators' own weak words, built once.
 *
 * @param images those of images
 * @param imageHistory who changed those of images when
 * @param dictionaries those of host groups
 * @param hostWords the same for agents
 * @param known the same for users of the service
 * @param dryRuns trials of words, and what hears their answers
 * @param trials the calls that start them
 */
public record WordLists(
        ImageWordsApi images,
        ImageWordHistoryApi imageHistory,
        DictionariesApi dictionaries,
        HostWords hostWords,
        KnownWords known,
        DryRuns dryRuns,
        DryRunsApi trials) {

    /**
     * Builds them.
     *
     * @param imageWords hears when those of images change
     */
    public static WordLists on(Parts parts, HostGroupsApi groups, Commands commands, ImageWords.Changed imageWords) {
        Dictionaries dictionaries = new Dictionaries(parts.atRest());
        DryRuns dryRuns = new DryRuns(commands, parts.atRest());
        ImageWordHistory history = new ImageWordHistory(parts.atRest());
        return new WordLists(
                new ImageWordsApi(parts, new ImageWords(parts.atRest()), history, imageWords),
                new ImageWordHistoryApi(parts, history),
                new DictionariesApi(parts, groups, dictionaries),
                new HostWords(dictionaries),
                new KnownWords(parts.atRest()),
                dryRuns,
                new DryRunsApi(parts, groups, dryRuns));
    }
}
