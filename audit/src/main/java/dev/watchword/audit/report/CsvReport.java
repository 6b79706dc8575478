package dev.watchword.audit.report;

import dev.watchword.account.LayerRef;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/** The findings as RFC 4180 text, one a line, for spreadsheets. What is incomplete follows as lines of its own. */
public final class CsvReport implements ReportWriter {

    private static final String[] HEADER = {
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
        "created_by"
    };

    /** Columns between the severity and the store. */
    private static final int BLANKS = 7;

    private static final int BUFFER = 64 << 10;

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private static final String SIGNS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    @Override
    public void write(AuditReport report, OutputStream out) throws IOException {
        LocalDate today = LocalDate.ofInstant(report.finishedAt(), ZoneOffset.UTC);
        CsvWriter csv = new CsvWriter(FORMAT, HEADER.length, CsvReport::cell, new BufferedOutputStream(out, BUFFER));
        for (String name : HEADER) {
            csv.own(name);
        }
        csv.end();
        for (Finding finding : report.findings()) {
            Optional<LayerRef> layer = finding.account().store().layer();
            csv.own(finding.severity().wireName())
                    .own(finding.account().service().wireName())
                    .foreign(finding.account().userName())
                    .own(finding.weakness().wireName())
                    .foreign(finding.masked())
                    .own(Integer.toString(finding.durationDays(today)))
                    .own(finding.account().state().wireName())
                    .own(finding.scheme())
                    .foreign(finding.account().store().path())
                    .own(finding.suggestion())
                    .foreign(String.join("; ", finding.sharedWith()))
                    .foreign(layer.map(LayerRef::image).orElse(""))
                    .foreign(layer.map(LayerRef::digest).orElse(""))
                    .foreign(layer.map(LayerRef::createdBy).orElse(""))
                    .end();
        }
        for (Incomplete incomplete : report.incomplete()) {
            csv.own("incomplete");
            for (int blank = 0; blank < BLANKS; blank++) {
                csv.own("");
            }
            csv.foreign(incomplete.store())
                    .foreign(incomplete.reason())
                    .own("")
                    .own("")
                    .own("")
                    .own("")
                    .end();
        }
        csv.flush();
    }

    /**
     * Spreadsheets run what begins like a formula, full-width signs too: it is made text by an apostrophe before it. Where a comma
     * is in decimal use they cut at semicolons, whatever is quoted, so what stands behind one is a beginning too.
     */
    static String cell(String text) {
        if (isLettersAndDigits(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 2);
        boolean atStart = true;
        String visible = Inert.visible(text);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            if (atStart && SIGNS.indexOf(c) >= 0) {
                safe.append('\'');
            }
            safe.append(c);
            atStart = c == ';' || (atStart && c == ' ');
        }
        return safe.toString();
    }

    private static boolean isLettersAndDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'z' || !(c >= 'a' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
