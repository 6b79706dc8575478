package dev.watchword.server.weakpasswords;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Csv;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.ProjectSettings;
import dev.watchword.server.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Findings as a file, newest first: as many as are asked for and fit into 64 MiB. The header {@code X-Watchword-Complete}
 * says whether that is all of them. Safe for use by many threads.
 *
 * @param parts database and clock
 * @param turns how many may be made at a time: each takes memory and a connection
 */
public record FindingExport(Parts parts, Semaphore turns) {

    private static final int AT_A_TIME = 2;

    private static final String PREFIX = "acceptance_";
    private static final int BYTES = 64 << 20;

    private static final List<String> COLUMNS = Stream.of(FindingRow.fields())
            .map(Field::name)
            .filter(name -> !name.equals("acceptance"))
            .toList();

    private static final List<String> ACCEPTANCE =
            Stream.of(Acceptance.FIELDS).map(Field::name).toList();

    public static final Fields QUERY = new Fields(Stream.concat(
                    Stream.of(FindingFilter.fields()),
                    Stream.of(
                            Field.optional("format", Shape.word("csv", "jsonl")).or("csv"),
                            Field.optional("columns", Shape.text(0, 1_024))
                                    .saying(
                                            "Of a CSV file: which, by their names with commas between, in its usual order."
                                                    + " All when it is absent."),
                            Field.optional("export_size", Shape.whole(1, 200_000))
                                    .or(100_000)
                                    .saying("How many findings at the most.")))
            .toList());

    FindingExport(Parts parts) {
        this(parts, new Semaphore(AT_A_TIME));
    }

    /**
     * Answers the file.
     *
     * @throws ApiError 429 while others are being made
     */
    public Answer export(Call call) {
        if (!turns.tryAcquire()) {
            throw ApiError.gateway(429, "APIGW.0308", "The throttling threshold has been reached: exports.")
                    .header("Retry-After", "10");
        }
        try {
            return made(call);
        } finally {
            turns.release();
        }
    }

    private Answer made(Call call) {
        boolean csv = call.query().text("format").equals("csv");
        int most = call.query().whole("export_size");
        List<String> columns = columns(call);
        Conditions conditions = FindingFilter.of(
                call.query(),
                call.projectId(),
                parts.database().dialect(),
                call.at().toEpochMilli());
        Written written = parts.database().read(handle -> {
            ProjectSettings settings = Settings.of(handle, call.projectId());
            return handle.createQuery("select " + FindingRow.COLUMNS + FindingList.FROM + " where " + conditions.sql()
                            + " order by f.first_seen_at desc, f.host_id desc, f.id desc limit :most")
                    .bindMap(conditions.values())
                    .bind("most", most + 1)
                    .scanResultSet((rows, context) -> write(rows.get(), csv, columns, most, settings, call));
        });
        return Answer.of(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson;charset=UTF-8", written.bytes())
                .header("Content-Disposition", "attachment; filename=\"findings." + (csv ? "csv" : "jsonl") + "\"")
                .header("X-Watchword-Complete", Boolean.toString(written.complete()));
    }

    private record Written(byte[] bytes, boolean complete) {}

    /** The columns that are asked for, those of an acceptance after {@code acceptance_}. */
    private static List<String> columns(Call call) {
        List<String> all = Stream.concat(COLUMNS.stream(), ACCEPTANCE.stream().map(name -> PREFIX + name))
                .toList();
        Optional<String> asked = call.query().filter("columns");
        if (asked.isEmpty()) {
            return all;
        }
        List<String> chosen = List.of(asked.get().split(",", -1));
        if (!all.containsAll(chosen)) {
            throw call.service().invalid("columns", "it has names of columns with commas between");
        }
        return all.stream().filter(chosen::contains).toList();
    }

    private static Written write(
            ResultSet rows, boolean csv, List<String> columns, int most, ProjectSettings settings, Call call)
            throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (csv) {
            out.writeBytes(utf8(Csv.line(columns)));
        }
        for (int count = 0; rows.next(); count++) {
            ObjectNode finding = FindingRow.of(rows, settings, call.at()).json();
            byte[] line = utf8(csv ? csv(finding, columns) : jsonLine(finding));
            if (count == most || out.size() + line.length > BYTES) {
                return new Written(out.toByteArray(), false);
            }
            out.writeBytes(line);
        }
        return new Written(out.toByteArray(), true);
    }

    private static String csv(ObjectNode finding, List<String> columns) {
        JsonNode acceptance = finding.path("acceptance");
        return Csv.line(columns.stream()
                .map(name ->
                        name.startsWith(PREFIX) ? acceptance.path(name.substring(PREFIX.length())) : finding.path(name))
                .map(JsonNode::asText)
                .toList());
    }

    private static String jsonLine(ObjectNode finding) {
        return new String(Json.write(finding), StandardCharsets.UTF_8) + "\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
