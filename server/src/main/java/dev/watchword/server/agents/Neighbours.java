package dev.watchword.server.agents;

import dev.watchword.protocol.ScanReport;
import dev.watchword.protocol.ScanSchedule;
import dev.watchword.protocol.WordList;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.database.Piece;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The features that speak through agents. Each works in the transaction that it is given, which may run more than once.
 *
 * @param reports takes what agents found
 * @param words gives what they try
 * @param schedules says when
 * @param answers hears what they did
 */
public record Neighbours(Reports reports, Words words, Schedules schedules, CommandAnswers answers) {

    /** Takes what agents found. */
    public interface Reports {

        /**
         * Takes a report into the state; the same one again changes nothing.
         *
         * @param hostId of the agent that signed, never what a report says
         * @param now epoch milliseconds
         */
        Piece pieces(String hostId, ScanReport report, long now);
    }

    /** The custom words of hosts. */
    public interface Words {

        /** The version of a host's list: opaque, it changes when the words do. */
        String version(Handle handle, String hostId);

        /**
         * The list as it is now.
         *
         * @param since the version that the agent has, {@code ""} for none; one that is not known any more gives the whole list
         */
        WordList since(Handle handle, String hostId, String since);

        /** The words of a trial that the host shall answer; none when it was not asked, has answered, or is too late. */
        List<String> ofDryRun(Handle handle, String hostId, String dryRunId, long now);
    }

    /** When hosts scan themselves. */
    public interface Schedules {

        /** A host's schedule. */
        ScanSchedule of(Handle handle, String hostId);
    }
}
