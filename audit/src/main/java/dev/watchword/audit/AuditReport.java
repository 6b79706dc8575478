package dev.watchword.audit;

import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServerSession;
import java.time.Instant;
import java.util.List;

/**
 * All that a scan has to say. Findings and accounts are made when they are looked at, as there may be a million of them.
 *
 * @param target what was scanned
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param findings most urgent first; held as given
 * @param accounts every account met, in the order of its store; held as given
 * @param stores the stores read to their end
 * @param sessions every session on a server that the scan opened, or tried to
 * @param incomplete what could not be read or tested, so that nobody takes silence for health
 * @param diagnostics bad parts of stores, and what the reader should know of the scan itself
 * @param effort what the scan took
 */
public record AuditReport(
        String target,
        Instant startedAt,
        Instant finishedAt,
        List<Finding> findings,
        List<AccountResult> accounts,
        List<String> stores,
        List<ServerSession> sessions,
        List<Incomplete> incomplete,
        List<Diagnostic> diagnostics,
        Effort effort) {

    /**
     * @param hashes guesses digested in this scan
     * @param cpuNanos CPU time of the workers
     * @param budgetEnded whether a budget ended before a plan did
     */
    public record Effort(long hashes, double cpuNanos, boolean budgetEnded) {}

    public AuditReport {
        stores = List.copyOf(stores);
        sessions = List.copyOf(sessions);
        incomplete = List.copyOf(incomplete);
        diagnostics = List.copyOf(diagnostics);
    }
}
