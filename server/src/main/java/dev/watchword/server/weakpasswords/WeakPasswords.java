package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;

/**
 * The feature's parts, built once.
 *
 * @param intake of agents' reports
 * @param vendorList hosts with weak passwords as the vendor lists them
 * @param findings and their history
 * @param export of findings as a file
 * @param acceptances of findings
 * @param coverage how far the fleet was tested
 * @param shared groups of equal passwords
 * @param overview numbers
 * @param strengths what a password policy would have stopped
 * @param retirement of hosts
 * @param retention what ends and is erased
 */
public record WeakPasswords(
        Intake intake,
        WeakPasswordList vendorList,
        FindingList findings,
        FindingExport export,
        Acceptances acceptances,
        CoverageLists coverage,
        SharedPasswords shared,
        Overview overview,
        Strengths strengths,
        Retirement retirement,
        Retention retention) {

    /** Builds them. */
    public static WeakPasswords on(Parts parts) {
        return new WeakPasswords(
                new Intake(parts.atRest()),
                new WeakPasswordList(parts),
                new FindingList(parts),
                new FindingExport(parts),
                new Acceptances(parts),
                new CoverageLists(parts),
                new SharedPasswords(parts),
                new Overview(parts),
                new Strengths(parts),
                new Retirement(parts),
                new Retention(parts));
    }
}
