package dev.watchword.audit.report;

import dev.watchword.account.AccountState;
import dev.watchword.account.LayerRef;
import dev.watchword.account.ServerSession;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person reads: the findings most urgent first, what to do, how far the scan went, and what it could not see. */
public final class TableReport implements ReportWriter {

    private static final int MOST_LINES = 200;
    private static final int WIDEST_CELL = 48;

    /** The algorithm and twelve digits, as people pass digests on. */
    private static final int BRIEF_DIGEST = 19;

    private static final List<String> HEADINGS =
            List.of("SEVERITY", "SERVICE", "ACCOUNT", "STATE", "WEAKNESS", "PASSWORD", "IN USE", "WHERE");

    private final boolean colours;

    /**
     * @param colours whether the reader is a terminal that shows ANSI colours
     */
    public TableReport(boolean colours) {
        this.colours = colours;
    }

    @Override
    public void write(AuditReport report, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Watchword scanned ").append(Inert.visible(report.target())).append("\n\n");
        writeFindings(text, report);
        writeUntested(text, report);
        writeIncomplete(text, report);
        writeSessions(text, report);
        writeDiagnostics(text, report);
        writeSummary(text, report);
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void writeFindings(StringBuilder text, AuditReport report) {
        if (report.findings().isEmpty()) {
            text.append(
                    report.incomplete().isEmpty() && untested(report).isEmpty()
                            ? "No weak password was found.\n\n"
                            : "No weak password was found in what could be tested.\n\n");
            return;
        }
        LocalDate today = LocalDate.ofInstant(report.finishedAt(), ZoneOffset.UTC);
        List<Finding> shown = report.findings().stream().limit(MOST_LINES).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        shown.forEach(finding -> rows.add(row(finding, today)));
        int[] widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            text.append(i == 0 ? line : coloured(shown.get(i - 1).severity(), line))
                    .append('\n');
        }
        if (report.findings().size() > shown.size()) {
            text.append("... and ")
                    .append(report.findings().size() - shown.size())
                    .append(" more: --format json or csv has them all\n");
        }
        writeLayers(text, shown);
        text.append("\nWhat to do\n");
        text.append(ToDo.of(shown)).append('\n');
    }

    private static List<String> row(Finding finding, LocalDate today) {
        int days = finding.durationDays(today);
        return List.of(
                finding.severity().wireName(),
                finding.account().service().wireName(),
                cut(Inert.visible(finding.account().userName())),
                finding.account().state().wireName(),
                finding.weakness().wireName(),
                cut(finding.masked()),
                days == Finding.UNKNOWN_DURATION ? "unknown" : days + " d",
                where(finding));
    }

    private static String where(Finding finding) {
        String place = Inert.visible(finding.account().store().toString());
        return finding.account()
                .store()
                .layer()
                .map(layer -> place + " in " + brief(layer))
                .orElse(place);
    }

    private static String brief(LayerRef layer) {
        String digest = Inert.visible(layer.digest());
        return digest.length() > BRIEF_DIGEST ? digest.substring(0, BRIEF_DIGEST) : digest;
    }

    /** In an image, what made each of the layers that are named above. */
    private static void writeLayers(StringBuilder text, List<Finding> shown) {
        List<String> layers = shown.stream()
                .map(finding -> finding.account().store())
                .flatMap(store -> store.layer().map(layer -> part(store, layer)).stream())
                .distinct()
                .toList();
        if (layers.isEmpty()) {
            return;
        }
        text.append("\nLayers\n");
        layers.forEach(layer -> text.append("  ").append(layer).append('\n'));
    }

    /** A part of an image and what made it. Its configuration has the image's own digest, by which some images are called. */
    private static String part(StoreRef store, LayerRef layer) {
        String digest = brief(layer);
        String image = Inert.visible(layer.image());
        String madeBy = layer.createdBy().isEmpty() ? "" : ": " + Inert.visible(layer.createdBy());
        if (store.path().startsWith("/")) {
            return digest + " of " + image + madeBy;
        }
        return (image.contains(digest) ? "" : digest + " is ") + "the configuration of " + image + madeBy;
    }

    /** Accounts with a stored password that this build cannot test: nobody is to take them for strong. */
    private static List<AccountResult> untested(AuditReport report) {
        return report.accounts().stream()
                .filter(result -> result.account().state() instanceof AccountState.Unsupported
                        || (!result.note().isEmpty() && !result.scheme().isEmpty()))
                .toList();
    }

    private static void writeUntested(StringBuilder text, AuditReport report) {
        List<AccountResult> untested = untested(report);
        if (untested.isEmpty()) {
            return;
        }
        text.append("NOT TESTED: the password of these accounts may be weak\n");
        untested.stream()
                .limit(MOST_LINES)
                .forEach(result -> text.append("  ")
                        .append(result.account().service().wireName())
                        .append(' ')
                        .append(cut(Inert.visible(result.account().userName())))
                        .append(" (")
                        .append(Inert.visible(result.account().store().toString()))
                        .append("): ")
                        .append(Inert.visible(result.note()))
                        .append('\n'));
        more(text, untested.size());
    }

    private static void writeIncomplete(StringBuilder text, AuditReport report) {
        if (report.incomplete().isEmpty()) {
            return;
        }
        text.append("INCOMPLETE: this was not tested\n");
        report.incomplete().stream()
                .limit(MOST_LINES)
                .forEach(incomplete -> text.append("  ")
                        .append(Inert.visible(incomplete.store()))
                        .append(": ")
                        .append(Inert.visible(incomplete.reason()))
                        .append('\n'));
        more(text, report.incomplete().size());
    }

    private static void writeSessions(StringBuilder text, AuditReport report) {
        if (report.sessions().isEmpty()) {
            return;
        }
        text.append("Sessions on running servers (--offline-only forbids them)\n");
        for (ServerSession session : report.sessions()
                .subList(0, Math.min(MOST_LINES, report.sessions().size()))) {
            text.append("  ")
                    .append(session.service().wireName())
                    .append(" as ")
                    .append(Inert.visible(session.user()))
                    .append(", ")
                    .append(Inert.visible(session.proof()))
                    .append(", over ")
                    .append(Inert.visible(session.socket()))
                    .append(": ")
                    .append(Inert.visible(session.outcome()))
                    .append('\n');
        }
        more(text, report.sessions().size());
    }

    private static void writeDiagnostics(StringBuilder text, AuditReport report) {
        if (report.diagnostics().isEmpty()) {
            return;
        }
        text.append("Notes\n");
        report.diagnostics().stream().limit(MOST_LINES).forEach(diagnostic -> {
            String where = Inert.visible(diagnostic.store().toString());
            text.append("  ")
                    .append(where.isEmpty() ? "" : where + ": ")
                    .append(Inert.visible(diagnostic.reason()))
                    .append('\n');
        });
        more(text, report.diagnostics().size());
    }

    private static void more(StringBuilder text, int size) {
        if (size > MOST_LINES) {
            text.append("  ... and ").append(size - MOST_LINES).append(" more\n");
        }
        text.append('\n');
    }

    private static void writeSummary(StringBuilder text, AuditReport report) {
        long weak = report.findings().stream()
                .filter(finding -> finding.weakness().passwordKnown())
                .map(finding -> finding.account().service() + " "
                        + finding.account().userName() + " " + finding.account().store())
                .distinct()
                .count();
        CoverageSummary summary = CoverageSummary.of(report);
        text.append(String.format(
                Locale.ROOT,
                "%s of %d, %s, %s. Tried %,d of %,d planned guesses on %s%s.%n",
                Counted.of(weak, "weak account"),
                summary.accounts(),
                Counted.of(report.findings().size(), "finding"),
                Counted.of(report.stores().size(), "store"),
                summary.tried(),
                summary.planned(),
                Counted.of(summary.tested(), "password"),
                report.effort().budgetEnded() ? " (budget spent)" : ""));
        text.append(String.format(
                Locale.ROOT,
                "%,d hashes computed in %.1f s, %.1f CPU s.%n",
                report.effort().hashes(),
                Duration.between(report.startedAt(), report.finishedAt()).toMillis() / 1e3,
                report.effort().cpuNanos() / 1e9));
    }

    private String coloured(Severity severity, String line) {
        if (!colours) {
            return line;
        }
        String code = switch (severity) {
            case CRITICAL -> "1;31";
            case HIGH -> "31";
            case MEDIUM -> "33";
            case LOW -> "2";
        };
        return "\u001b[" + code + "m" + line + "\u001b[0m";
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= WIDEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, WIDEST_CELL - 3)) + "...";
    }
}
