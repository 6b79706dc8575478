package dev.watchword.server.settings;

/**
 * The settings of a project.
 *
 * @param includeLocked whether the list of weak passwords holds locked accounts too
 * @param mask how a password is shown
 * @param unseenDays after which a finding ends whose store no scan tells of any more, though its host is scanned
 * @param fixedDays after which an ended finding is erased with its history
 * @param retiredDays after which the data of a retired host are erased
 * @param staleDays after which a host without a scan counts as stale
 */
public record ProjectSettings(
        boolean includeLocked, Mask mask, int unseenDays, int fixedDays, int retiredDays, int staleDays) {

    /** Of a project that never set any. */
    public static final ProjectSettings DEFAULTS = new ProjectSettings(false, Mask.PARTIAL, 30, 365, 30, 7);

    /** How a password is shown. */
    public enum Mask {
        /** As the agent masked it: its length and at most three characters. */
        PARTIAL,
        /** Eight asterisks, whatever it is. */
        FULL;

        /** What is shown of a password that the agent masked. */
        public String of(String masked) {
            return this == FULL ? "********" : masked;
        }
    }
}
