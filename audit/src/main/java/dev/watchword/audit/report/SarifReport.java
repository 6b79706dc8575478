package dev.watchword.audit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchword.account.LayerRef;
import dev.watchword.account.ServerSession;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import dev.watchword.audit.Severity;
import dev.watchword.audit.Weakness;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The findings as SARIF 2.1.0 (OASIS), which code hosts and build servers show. */
public final class SarifReport implements ReportWriter {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public void write(AuditReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            writeTool(json, report);
            writeInvocation(json, report);
            json.writeArrayFieldStart("results");
            for (Finding finding : report.findings()) {
                write(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeTool(JsonGenerator json, AuditReport report) throws IOException {
        Map<String, Weakness> rules = new LinkedHashMap<>();
        report.findings().forEach(f -> rules.putIfAbsent(f.weakness().wireName(), f.weakness()));
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Watchword");
        json.writeArrayFieldStart("rules");
        for (Map.Entry<String, Weakness> rule : rules.entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", rule.getKey());
            text(json, "shortDescription", rule.getValue().explanation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeInvocation(JsonGenerator json, AuditReport report) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", report.incomplete().isEmpty());
        json.writeStringField("startTimeUtc", report.startedAt().toString());
        json.writeStringField("endTimeUtc", report.finishedAt().toString());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Incomplete incomplete : report.incomplete()) {
            json.writeStartObject();
            json.writeStringField("level", "error");
            text(json, "message", "incomplete: " + incomplete.store() + ": " + incomplete.reason());
            json.writeEndObject();
        }
        for (ServerSession session : report.sessions()) {
            json.writeStartObject();
            json.writeStringField("level", "note");
            text(
                    json,
                    "message",
                    "session: " + session.service().wireName() + " as " + session.user() + ", " + session.proof()
                            + ", over " + session.socket() + ": " + session.outcome());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.weakness().wireName());
        json.writeStringField("level", level(finding.severity()));
        text(
                json,
                "message",
                finding.account().service().wireName() + " account "
                        + Inert.visible(finding.account().userName()) + ": "
                        + finding.weakness().explanation() + ". " + finding.suggestion());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(finding.account().store().path()));
        json.writeEndObject();
        if (finding.account().store().line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", finding.account().store().line());
            json.writeEndObject();
        }
        json.writeEndObject();
        Optional<LayerRef> layer = finding.account().store().layer();
        if (layer.isPresent()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("name", layer.get().digest());
            json.writeStringField(
                    "fullyQualifiedName",
                    layer.get().image() + " " + layer.get().digest());
            json.writeStringField("kind", "module");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        if (layer.isPresent()) {
            json.writeStringField("image", layer.get().image());
            json.writeStringField("layer", layer.get().digest());
            json.writeStringField("created_by", layer.get().createdBy());
        }
        json.writeStringField("severity", finding.severity().wireName());
        json.writeStringField("state", finding.account().state().wireName());
        json.writeStringField("desensitized_weak_passwords", finding.masked());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** Relative to the scanned root, as code hosts want it, and legal whatever the path holds. */
    private static String uri(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        try {
            return new URI(null, null, "/" + relative, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            return "unnamed";
        }
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
