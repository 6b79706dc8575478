package dev.watchword.cli;

import dev.watchword.audit.report.CsvReport;
import dev.watchword.audit.report.JsonReport;
import dev.watchword.audit.report.ReportWriter;
import dev.watchword.audit.report.SarifReport;
import dev.watchword.audit.report.TableReport;

/** The forms of a report. */
enum Format {
    TABLE,
    JSON,
    CSV,
    SARIF;

    ReportWriter writer(boolean colours) {
        return switch (this) {
            case TABLE -> new TableReport(colours);
            case JSON -> new JsonReport();
            case CSV -> new CsvReport();
            case SARIF -> new SarifReport();
        };
    }
}
