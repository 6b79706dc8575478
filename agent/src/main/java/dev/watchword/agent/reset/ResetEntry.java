package dev.watchword.agent.reset;

import java.util.List;

/**
 * One reset in the journal. Its password is in the envelope only, which this agent's key opens.
 *
 * @param id the command's
 * @param account as the server names it
 * @param counter the envelope's
 * @param envelope still sealed; {@code ""} when it was refused
 * @param atOnce whether it does not wait for a boot
 * @param bootId the boot in which it was taken
 * @param phase how far it is
 * @param failure why it failed, {@code ""} when it did not
 * @param obstacles what would still stop a login
 * @param told whether the server knows of this phase
 */
record ResetEntry(
        String id,
        String account,
        long counter,
        String envelope,
        boolean atOnce,
        String bootId,
        Phase phase,
        String failure,
        List<String> obstacles,
        boolean told) {

    /** How far a reset is on this host. */
    enum Phase {
        /** It waits. */
        STAGED,
        /** Its counter is used up, and its password is being set. */
        APPLYING,
        /** The store holds it. */
        VERIFIED,
        /** It will not be tried any more. */
        FAILED
    }

    ResetEntry {
        obstacles = List.copyOf(obstacles);
    }

    static ResetEntry staged(String id, String account, long counter, String envelope, boolean atOnce, String bootId) {
        return new ResetEntry(id, account, counter, envelope, atOnce, bootId, Phase.STAGED, "", List.of(), false);
    }

    /** One that was never staged. */
    static ResetEntry refused(String id, Failure why) {
        return new ResetEntry(id, "", 0, "", false, "", Phase.FAILED, why.word(), List.of(), false);
    }

    ResetEntry applying() {
        return new ResetEntry(id, account, counter, envelope, atOnce, bootId, Phase.APPLYING, "", List.of(), false);
    }

    ResetEntry failed(Failure why) {
        return new ResetEntry(id, account, counter, "", atOnce, bootId, Phase.FAILED, why.word(), List.of(), false);
    }

    ResetEntry verified(List<String> found) {
        return new ResetEntry(id, account, counter, "", atOnce, bootId, Phase.VERIFIED, "", found, false);
    }

    ResetEntry asTold() {
        return new ResetEntry(id, account, counter, envelope, atOnce, bootId, phase, failure, obstacles, true);
    }
}
