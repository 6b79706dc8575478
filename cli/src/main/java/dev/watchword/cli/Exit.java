package dev.watchword.cli;

/** What the command's exit status means to a script. When several hold, the largest that is not 2 wins. */
public final class Exit {

    /** All that was asked for was done. */
    public static final int DONE = 0;

    /** Findings, and {@code --fail-on-findings} asked to say so. */
    public static final int FINDINGS = 1;

    /** The command line was wrong; nothing was done. */
    public static final int USAGE = 2;

    /** Something could not be read or tested. */
    public static final int INCOMPLETE = 3;

    /** The command itself failed. */
    public static final int FAILED = 4;

    private Exit() {}
}
