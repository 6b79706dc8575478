package dev.watchword.cli;

import dev.watchword.audit.AuditReport;
import dev.watchword.audit.report.ReportWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what becomes of a report. */
final class ReportArguments {

    @Option(
            names = "--format",
            paramLabel = "table|json|csv|sarif",
            defaultValue = "table",
            description = "Form of the report. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to this file, readable by you alone, instead of standard output.")
    private @Nullable Path output;

    @Option(names = "--fail-on-findings", description = "Exit with 1 when there is a finding.")
    private boolean failOnFindings;

    /** Writes the report and gives the exit status that it calls for. */
    int deliver(AuditReport report) {
        ReportWriter writer = format.writer(output == null && Terminal.output());
        try {
            if (output == null) {
                OutputStream out = new BufferedOutputStream(System.out);
                writer.write(report, out);
                out.flush();
                if (System.out.checkError()) {
                    throw new IOException("standard output was closed, or its disk is full");
                }
            } else {
                write(writer, report, output);
            }
        } catch (IOException e) {
            throw Failure.failed("the report could not be written: " + Reasons.of(e));
        }
        if (!report.incomplete().isEmpty()) {
            return Exit.INCOMPLETE;
        }
        return failOnFindings && !report.findings().isEmpty() ? Exit.FINDINGS : Exit.DONE;
    }

    /** Fails at once where the report will have no place: nobody wants to hear of it after the work. */
    void expectPlace() {
        if (output == null) {
            return;
        }
        try {
            folderOf(output.toAbsolutePath(), output);
        } catch (IOException e) {
            throw Failure.failed("the report could not be written: " + Reasons.of(e));
        }
    }

    private static Path folderOf(Path absolute, Path named) throws IOException {
        Path folder = absolute.getParent();
        if (folder == null
                || (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isRegularFile(absolute, LinkOption.NOFOLLOW_LINKS))) {
            throw new IOException(named + " is not a regular file");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("no such folder: " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("permission denied: " + folder);
        }
        return folder;
    }

    /**
     * Writes to a new file that takes the named one's place when it is whole: whoever has made or opened a file of that
     * name before reads nothing, and a link planted in a shared folder leads root's report nowhere.
     */
    private static void write(ReportWriter writer, AuditReport report, Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path fresh = Files.createTempFile(
                folderOf(absolute, file),
                ".watchword-report",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                writer.write(report, out);
            }
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
