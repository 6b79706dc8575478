package dev.watchword.agent.run;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import java.io.IOException;
import java.util.Optional;

/**
 * How an agent is, as it last wrote it down for its operator. Times are epoch milliseconds, 0 for never.
 *
 * @param state {@code connected}, {@code waiting} (the server is not reached) or {@code denied} (it must be enrolled again)
 * @param writtenAt when this was written
 * @param contactAt when the server last answered
 * @param problem what was wrong with the last call, {@code ""} when nothing was
 * @param nextScanAt when the next scheduled scan begins
 * @param scanning how much of a running scan is done in percent, -1 when none runs
 * @param scannedAt when the last scan ended
 * @param accounts that it met
 * @param tested of them to the end of their plan
 * @param findings in it
 * @param incomplete stores in it that could not be read to their end
 * @param scanProblem why the last scan failed, {@code ""} when it did not
 * @param waiting letters that wait for the server
 * @param dropped letters that never arrived, ever
 * @param wordsVersion of the custom words
 * @param cloned whether the server saw another machine use this agent's key
 */
public record AgentStatus(
        String state,
        long writtenAt,
        long contactAt,
        String problem,
        long nextScanAt,
        int scanning,
        long scannedAt,
        long accounts,
        long tested,
        int findings,
        int incomplete,
        String scanProblem,
        int waiting,
        long dropped,
        String wordsVersion,
        boolean cloned) {

    private static final String FILE = "status";

    /** The last one; empty when the agent never ran, or an older one wrote it. */
    public static Optional<AgentStatus> read(Disk disk) throws IOException {
        return disk.read(FILE).flatMap(json -> Wire.read(json, AgentStatus.class));
    }

    void write(Disk disk) throws IOException {
        disk.write(FILE, Wire.write(this));
    }
}
