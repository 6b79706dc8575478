package dev.watchword.audit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchword.account.Account;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.LayerRef;
import dev.watchword.account.ServerSession;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One JSON object with everything: findings, accounts, coverage, what is incomplete, diagnostics. */
public final class JsonReport implements ReportWriter {

    @Override
    public void write(AuditReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("target", report.target());
            json.writeNumberField("started_at", report.startedAt().toEpochMilli());
            json.writeNumberField("finished_at", report.finishedAt().toEpochMilli());
            LocalDate today = LocalDate.ofInstant(report.finishedAt(), ZoneOffset.UTC);
            json.writeArrayFieldStart("findings");
            for (Finding finding : report.findings()) {
                write(json, finding, today);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("accounts");
            for (AccountResult account : report.accounts()) {
                write(json, account);
            }
            json.writeEndArray();
            writeCoverage(json, report);
            json.writeArrayFieldStart("sessions");
            for (ServerSession session : report.sessions()) {
                json.writeStartObject();
                json.writeStringField("service_type", session.service().wireName());
                json.writeStringField("socket", session.socket());
                json.writeStringField("user_name", session.user());
                json.writeStringField("proof", session.proof());
                json.writeStringField("outcome", session.outcome());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("incomplete");
            for (Incomplete incomplete : report.incomplete()) {
                json.writeStartObject();
                json.writeStringField("store", incomplete.store());
                json.writeStringField("reason", incomplete.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("diagnostics");
            for (Diagnostic diagnostic : report.diagnostics()) {
                json.writeStartObject();
                json.writeStringField("store", diagnostic.store().path());
                json.writeNumberField("line", diagnostic.store().line());
                json.writeStringField("reason", diagnostic.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Finding finding, LocalDate today) throws IOException {
        json.writeStartObject();
        json.writeStringField("service_type", finding.account().service().wireName());
        json.writeStringField("user_name", finding.account().userName());
        json.writeNumberField("duration", finding.durationDays(today));
        json.writeStringField("desensitized_weak_passwords", finding.masked());
        json.writeStringField("suggestion", finding.suggestion());
        json.writeStringField("weakness", finding.weakness().wireName());
        json.writeStringField("explanation", finding.weakness().explanation());
        json.writeStringField("severity", finding.severity().wireName());
        json.writeStringField("store", finding.account().store().path());
        json.writeNumberField("line", finding.account().store().line());
        writeLayer(json, finding.account());
        json.writeStringField("state", finding.account().state().wireName());
        json.writeStringField("scheme", finding.scheme());
        json.writeStringField("remedy", Remedy.of(finding));
        json.writeArrayFieldStart("shared_with");
        for (String other : finding.sharedWith()) {
            json.writeString(other);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AccountResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("service_type", result.account().service().wireName());
        json.writeStringField("user_name", result.account().userName());
        json.writeStringField("store", result.account().store().path());
        json.writeNumberField("line", result.account().store().line());
        writeLayer(json, result.account());
        json.writeStringField("state", result.account().state().wireName());
        json.writeStringField("scheme", result.scheme());
        json.writeNumberField("tried", result.coverage().tried());
        json.writeNumberField("planned", result.coverage().planned());
        json.writeStringField("note", result.note());
        json.writeEndObject();
    }

    private static void writeLayer(JsonGenerator json, Account account) throws IOException {
        if (account.store().layer().isEmpty()) {
            return;
        }
        LayerRef layer = account.store().layer().get();
        json.writeStringField("image", layer.image());
        json.writeStringField("layer", layer.digest());
        json.writeStringField("created_by", layer.createdBy());
    }

    private static void writeCoverage(JsonGenerator json, AuditReport report) throws IOException {
        CoverageSummary summary = CoverageSummary.of(report);
        json.writeObjectFieldStart("coverage");
        json.writeArrayFieldStart("stores");
        for (String store : report.stores()) {
            json.writeString(store);
        }
        json.writeEndArray();
        json.writeNumberField("accounts", report.accounts().size());
        json.writeNumberField("tested", summary.tested());
        json.writeNumberField("tried", summary.tried());
        json.writeNumberField("planned", summary.planned());
        json.writeNumberField("hashes_computed", report.effort().hashes());
        json.writeNumberField("cpu_seconds", Math.round(report.effort().cpuNanos() / 1e6) / 1e3);
        json.writeBooleanField("budget_ended", report.effort().budgetEnded());
        json.writeEndObject();
    }
}
