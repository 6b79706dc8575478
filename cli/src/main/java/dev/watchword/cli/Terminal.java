package dev.watchword.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** Whether a person looks at the command's streams; the launcher, which can see them, says so. */
final class Terminal {

    /** Where the launcher put the stream of errors that the virtual machine is not to write to. */
    private static final Path ERRORS = Path.of("/proc/self/fd/3");

    private Terminal() {}

    /**
     * Takes the stream of errors back from the launcher, which keeps the virtual machine's remark on the vector module out of
     * it. When that fails, errors go the launcher's way, a little later.
     */
    static void takeErrors() {
        if (!Boolean.getBoolean("watchword.errors.kept")) {
            return;
        }
        try {
            // appending: a file that errors are redirected to keeps what it holds
            OutputStream kept = new FileOutputStream(ERRORS.toFile(), true);
            System.setErr(new PrintStream(kept, true, System.err.charset()));
        } catch (IOException e) {
            // a socket cannot be opened by its name
        }
    }

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
