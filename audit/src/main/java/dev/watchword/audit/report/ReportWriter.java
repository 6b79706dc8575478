package dev.watchword.audit.report;

import dev.watchword.audit.AuditReport;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a report in one form, UTF-8. Names in a report are anybody's text: whatever they hold, they stay inert in the
 * form written. Stateless; the caller closes the stream.
 */
public interface ReportWriter {

    void write(AuditReport report, OutputStream out) throws IOException;
}
