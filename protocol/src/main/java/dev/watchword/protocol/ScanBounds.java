package dev.watchword.protocol;

/**
 * How much of its machine an agent's scans may take, as it tells its server. 0 stands for what an agent does not tell.
 *
 * @param cpuPercent of one core
 * @param nightlySeconds CPU time of a scheduled scan
 * @param askedSeconds CPU time of a scan that somebody asked for
 * @param accountSeconds CPU time for one account in either
 * @param memoryBytes of the Java heap that the agent's process may have, and nothing of what a virtual machine takes besides
 */
public record ScanBounds(
        int cpuPercent, long nightlySeconds, long askedSeconds, long accountSeconds, long memoryBytes) {

    /** Nothing is told. */
    public static final ScanBounds UNTOLD = new ScanBounds(0, 0, 0, 0, 0);
}
