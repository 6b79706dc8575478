package dev.watchword.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;

/** Whether a person looks at the command's streams; the launcher, which can see them, says so. */
final class Terminal {

    private Terminal() {}

    /**
     * Takes the stream of errors back from the launcher, which keeps the virtual machine's remark on the vector module out of it and says
     * under which descriptor the stream is kept. That very one is written to: opened anew by its name it would have a position of its own, and others
     * who write to the same file would write over it. When that fails, errors go the launcher's way, a little later.
     */
    static void takeErrors() {
        Integer kept = Integer.getInteger("watchword.errors.kept");
        if (kept == null) {
            return;
        }
        try {
            Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
            descriptor.setAccessible(true);
            OutputStream errors = new FileOutputStream(descriptor.newInstance(kept));
            System.setErr(new PrintStream(errors, true, System.err.charset()));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            // a virtual machine that does not open its own package
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
