package dev.watchword.cli;

import dev.watchword.audit.ScanProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line on a terminal that is drawn over and over: how far, how fast, how long still. */
final class ProgressBar implements ScanProgress.Listener {

    private static final int WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream terminal;

    ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void progress(ScanProgress progress) {
        int filled = (int) Math.clamp(progress.fraction() * WIDTH, 0, WIDTH);
        terminal.print(ERASE_LINE
                + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] "
                + String.format(
                        Locale.ROOT,
                        "%3.0f %%  %,d hashes, %,.0f/s  %s left  %d found",
                        progress.fraction() * 100,
                        progress.hashes(),
                        progress.perSecond(),
                        text(progress.left()),
                        progress.found()));
        terminal.flush();
    }

    /** Takes the line away again. */
    void clear() {
        terminal.print(ERASE_LINE);
        terminal.flush();
    }

    private static String text(Duration left) {
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }
}
