package dev.watchword.account;

import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.Line;
import dev.watchword.rootfs.Lines;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One file of a store while it is read: it tells the sink what the file's end means, and keeps a hostile file from
 * flooding it with diagnostics. Belongs to one thread; the opener closes it.
 */
public final class StoreFile implements AutoCloseable {

    /** Diagnostics told of one file; the others are only counted. */
    public static final int MAX_DIAGNOSTICS = 100;

    private final String path;
    private final String realPath;
    private final ServiceType service;
    private final AccountSink sink;
    private final BoundedInput input;
    private int diagnostics;

    private StoreFile(String path, String realPath, ServiceType service, AccountSink sink, BoundedInput input) {
        this.path = path;
        this.realPath = realPath;
        this.service = service;
        this.sink = sink;
        this.input = input;
    }

    /** Opens a store; empty when there is none, and also when it cannot be read, which the sink has then been told. */
    public static Optional<StoreFile> open(
            RootFs root, String path, FileLimits limits, ServiceType service, AccountSink sink) {
        return switch (root.open(path, limits)) {
            case RootFs.Opened.File file ->
                Optional.of(new StoreFile(path, file.info().realPath(), service, sink, file.input()));
            case RootFs.Opened.Refused refused -> {
                if (!(refused.why() instanceof Unreadable.Missing)) {
                    sink.incomplete(service, path, advice(refused.why(), path));
                }
                yield Optional.empty();
            }
        };
    }

    /** A store that the caller opened. Closing this closes the stream. */
    public static StoreFile over(
            InputStream source, String name, FileLimits limits, ServiceType service, AccountSink sink) {
        return new StoreFile(name, name, service, sink, new BoundedInput(source, limits));
    }

    /** Why a path was not read and what can be done about it. */
    public static String advice(Unreadable why, String path) {
        if (why instanceof Unreadable.Denied) {
            return "permission denied: run as root, or grant read access to " + FoundText.quoted(path);
        }
        return why.reason();
    }

    public String path() {
        return path;
    }

    /** The path inside the root without links. */
    public String realPath() {
        return realPath;
    }

    public BoundedInput input() {
        return input;
    }

    public StoreRef at(int line) {
        return new StoreRef(path, line);
    }

    /** Tells something bad about a line, or about the file as a whole (line 0). */
    public void diagnostic(int line, String reason) {
        diagnostics++;
        if (diagnostics <= MAX_DIAGNOSTICS) {
            sink.diagnostic(new Diagnostic(at(line), reason));
        }
    }

    /** Takes the lines of a file. */
    public interface LineReader {

        /**
         * @param bytes the line without its LF
         * @param number its place from 1
         */
        void line(byte[] bytes, int number);
    }

    /**
     * Gives every line to {@code reader} and tells the sink what the end means: covered, or incomplete. A line that is too
     * long to be read also leaves the store incomplete, or an account could be hidden in it.
     *
     * @return whether all of the file was read
     */
    public boolean readLines(LineReader reader) {
        Lines lines = new Lines(input);
        int tooLong = 0;
        while (true) {
            switch (lines.next()) {
                case Line.Text text -> reader.line(text.bytes(), text.number());
                case Line.TooLong passed -> {
                    tooLong++;
                    diagnostic(
                            passed.number(),
                            "line longer than " + input.limits().maxLineBytes() + " bytes, passed over");
                }
                case Line.End end -> {
                    return ended(end.why(), tooLong);
                }
            }
        }
    }

    private boolean ended(Optional<Unreadable> why, int tooLong) {
        if (why.isPresent()) {
            incomplete(advice(why.get(), path));
            return false;
        }
        if (tooLong > 0) {
            incomplete(tooLong + " lines are too long to be read");
            return false;
        }
        covered();
        return true;
    }

    /** Tells the sink that all of this file was read. */
    public void covered() {
        sink.covered(service, path);
    }

    /** Tells the sink that the rest of this store is not read. */
    public void incomplete(String reason) {
        sink.incomplete(service, path, reason);
    }

    @Override
    public void close() {
        if (diagnostics > MAX_DIAGNOSTICS) {
            sink.diagnostic(
                    new Diagnostic(at(0), (diagnostics - MAX_DIAGNOSTICS) + " more diagnostics are not listed"));
        }
        try {
            input.close();
        } catch (IOException ignored) {
            // nothing was written through it, and nobody can act on it
        }
    }
}
