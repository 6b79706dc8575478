package dev.watchword.cli;

/** Whether a person looks at the command's streams; the launcher, which can see them, says so. */
final class Terminal {

    private Terminal() {}

    static boolean output() {
        return Boolean.getBoolean("watchword.terminal.out") && System.getenv("NO_COLOR") == null;
    }

    /** Whether a person reads what is printed, coloured or not. */
    static boolean outputIsSeen() {
        return Boolean.getBoolean("watchword.terminal.out");
    }

    static boolean errors() {
        return Boolean.getBoolean("watchword.terminal.err");
    }
}
