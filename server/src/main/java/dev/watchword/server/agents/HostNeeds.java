package dev.watchword.server.agents;

import dev.watchword.protocol.ScanSchedule;
import dev.watchword.protocol.WordList;
import dev.watchword.server.scans.Schedule;
import dev.watchword.server.scans.Schedules;
import dev.watchword.server.words.Difference;
import dev.watchword.server.words.DryRuns;
import dev.watchword.server.words.HostWords;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a host's agent needs from the features that know it. Safe for use by many threads.
 *
 * @param hostWords the dictionaries of host groups
 * @param dryRuns trials of words
 */
public record HostNeeds(HostWords hostWords, DryRuns dryRuns) implements Neighbours.Words, Neighbours.Schedules {

    @Override
    public String version(Handle handle, String hostId) {
        return hostWords.version(handle, hostId);
    }

    @Override
    public WordList since(Handle handle, String hostId, String since) {
        String version = version(handle, hostId);
        Optional<Difference> difference =
                since.isEmpty() ? Optional.empty() : hostWords.difference(handle, hostId, since);
        return difference
                .map(change -> new WordList(version, since, change.added(), change.removed()))
                .orElseGet(() -> new WordList(version, "", hostWords.words(handle, hostId), List.of()));
    }

    @Override
    public List<String> ofDryRun(Handle handle, String hostId, String dryRunId, long now) {
        return dryRuns.wordsFor(handle, hostId, dryRunId, now);
    }

    @Override
    public ScanSchedule of(Handle handle, String hostId) {
        Schedule schedule = Schedules.of(handle, hostId);
        return new ScanSchedule(
                schedule.days().stream().map(DayOfWeek::name).toList(),
                schedule.hour(),
                schedule.minute(),
                schedule.randomOffset());
    }
}
