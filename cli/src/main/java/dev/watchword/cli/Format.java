package dev.watchword.cli;

import dev.watchword.audit.report.CsvReport;
import dev.watchword.audit.report.JsonReport;
import dev.watchword.audit.report.ReportWriter;
import dev.watchword.audit.report.SarifReport;
import dev.watchword.audit.report.TableReport;
import java.util.Locale;

/** The forms of a report. */
enum Format {
    TABLE,
    JSON,
    CSV,
    SARIF;

    /** As it is typed: completion and messages offer it so. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    ReportWriter writer(boolean colours) {
        return switch (this) {
            case TABLE -> new TableReport(colours);
            case JSON -> new JsonReport();
            case CSV -> new CsvReport();
            case SARIF -> new SarifReport();
        };
    }
}
