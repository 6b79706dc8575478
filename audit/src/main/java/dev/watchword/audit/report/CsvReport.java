package dev.watchword.audit.report;

import dev.watchword.account.LayerRef;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The findings as RFC 4180 text, one a line, for spreadsheets. What is incomplete follows as lines of its own. */
public final class CsvReport implements ReportWriter {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "severity",
                    "service_type",
                    "user_name",
                    "weakness",
                    "desensitized_weak_passwords",
                    "duration",
                    "state",
                    "scheme",
                    "store",
                    "suggestion",
                    "shared_with",
                    "image",
                    "layer",
                    "created_by")
            .get();

    private static final String SIGNS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    @Override
    public void write(AuditReport report, OutputStream out) throws IOException {
        LocalDate today = LocalDate.ofInstant(report.finishedAt(), ZoneOffset.UTC);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(writer, FORMAT);
        for (Finding finding : report.findings()) {
            csv.printRecord(
                    finding.severity().wireName(),
                    finding.account().service().wireName(),
                    cell(finding.account().userName()),
                    finding.weakness().wireName(),
                    cell(finding.masked()),
                    finding.durationDays(today),
                    finding.account().state().wireName(),
                    finding.scheme(),
                    cell(finding.account().store().path()),
                    finding.suggestion(),
                    cell(String.join("; ", finding.sharedWith())),
                    layer(finding, LayerRef::image),
                    layer(finding, LayerRef::digest),
                    layer(finding, LayerRef::createdBy));
        }
        for (var incomplete : report.incomplete()) {
            csv.printRecord(
                    "incomplete",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    cell(incomplete.store()),
                    cell(incomplete.reason()),
                    "",
                    "",
                    "",
                    "");
        }
        csv.flush();
    }

    private static String layer(Finding finding, Function<LayerRef, String> part) {
        return finding.account().store().layer().map(part).map(CsvReport::cell).orElse("");
    }

    /**
     * Spreadsheets run what begins like a formula, full-width signs too: it is made text by an apostrophe before it. Where a comma
     * is in decimal use they cut at semicolons, whatever is quoted, so what stands behind one is a beginning too.
     */
    static String cell(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 2);
        boolean atStart = true;
        for (int c : Inert.visible(text).codePoints().toArray()) {
            if (atStart && SIGNS.indexOf(c) >= 0) {
                safe.append('\'');
            }
            safe.appendCodePoint(c);
            atStart = c == ';' || (atStart && c == ' ');
        }
        return safe.toString();
    }
}
