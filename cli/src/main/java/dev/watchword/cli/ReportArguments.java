package dev.watchword.cli;

import dev.watchword.audit.AuditReport;
import dev.watchword.audit.report.ReportWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
                    throw new IOException("standard output was closed");
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

    private static void write(ReportWriter writer, AuditReport report, Path file) throws IOException {
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try (FileChannel channel = FileChannel.open(
                        file,
                        withoutLinks(fresh),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            writer.write(report, out);
        }
    }

    /** A link planted in a shared folder must not lead root's report over another file. */
    private static Set<java.nio.file.OpenOption> withoutLinks(Set<StandardOpenOption> options) {
        Set<java.nio.file.OpenOption> all = new java.util.HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return all;
    }
}
