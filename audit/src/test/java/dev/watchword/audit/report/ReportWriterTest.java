package dev.watchword.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.Exposure;
import dev.watchword.account.LayerRef;
import dev.watchword.account.Owner;
import dev.watchword.account.ServerSession;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.AccountResult;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Coverage;
import dev.watchword.audit.Finding;
import dev.watchword.audit.Incomplete;
import dev.watchword.audit.Severity;
import dev.watchword.audit.Weakness;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import dev.watchword.policy.PasswordShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportWriterTest {

    private static final String SECRET = "Kestrel-7-basalt";
    private static final String DIGEST = "sha256:" + "0123".repeat(16);
    private static final String HOSTILE = "=cmd()|\u001b[31mred\r\nfake line\u202e\"<script>,\u0000";

    static Stream<ReportWriter> writers() {
        return Stream.of(
                new TableReport(false), new TableReport(true), new JsonReport(), new CsvReport(), new SarifReport());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void neverWritesAStoredPassword(ReportWriter writer) throws IOException {
        assertFalse(text(writer, report("anna")).contains(SECRET));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void leavesTheCallersStreamOpen(ReportWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        writer.write(report("anna"), out);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void noNameActsOnATerminal(ReportWriter writer) throws IOException {
        String text = text(writer, report(HOSTILE)).replaceAll("\u001b\\[[0-9;]*m(?=(critical|high|\n))", "");
        text = text.replace("\u001b[31m", writer instanceof TableReport ? "" : "\u001b[31m")
                .replace("\u001b[1;31m", "")
                .replace("\u001b[0m", "");
        for (char c : text.toCharArray()) {
            boolean lineEnd = c == '\n' || (c == '\r' && writer instanceof CsvReport);
            assertTrue(lineEnd || (!Character.isISOControl(c) && c != '\u202e'), () -> "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void csvCellsThatLookLikeFormulasBecomeText() throws IOException {
        assertEquals("'=1+1", CsvReport.cell("=1+1"));
        assertEquals("u;'=1;  '@x;y=1", CsvReport.cell("u;=1;  @x;y=1"));
        assertEquals("'\uff1d1", CsvReport.cell("\uff1d1"));
        assertEquals("'@SUM", CsvReport.cell("@SUM"));
        assertEquals("plain", CsvReport.cell("plain"));
        try (var records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text(new CsvReport(), report(HOSTILE))))) {
            CSVRecord finding = records.iterator().next();
            assertTrue(finding.get("user_name").startsWith("'=cmd()|\\u001b[31mred\\u000d\\u000afake"));
            assertEquals("10", finding.get("duration"));
        }
    }

    @Test
    void jsonAndSarifAreWellFormed() throws IOException {
        for (ReportWriter writer : List.of(new JsonReport(), new SarifReport())) {
            try (JsonParser parser = new JsonFactory().createParser(text(writer, report(HOSTILE)))) {
                int depth = 0;
                while (parser.nextToken() != null) {
                    depth = Math.max(depth, parser.getParsingContext().getNestingDepth());
                }
                assertTrue(depth > 1);
            }
        }
    }

    @Test
    void jsonNamesEveryFieldThatTheContractAsksFor() throws IOException {
        String json = text(new JsonReport(), report("anna"));
        for (String field : List.of(
                "target",
                "started_at",
                "finished_at",
                "findings",
                "service_type",
                "user_name",
                "duration",
                "desensitized_weak_passwords",
                "suggestion",
                "weakness",
                "store",
                "severity",
                "accounts",
                "state",
                "scheme",
                "tried",
                "planned",
                "coverage",
                "incomplete",
                "reason",
                "diagnostics")) {
            assertTrue(json.contains("\"" + field + "\""), field);
        }
    }

    @Test
    void tableSaysWhatIsIncomplete() throws IOException {
        String table = text(new TableReport(false), report("anna"));
        assertTrue(table.contains("INCOMPLETE"));
        assertTrue(table.contains("permission denied"));
        assertTrue(table.contains("passwd anna"));
    }

    @Test
    void tableCountsOneThingAsOne() throws IOException {
        String table = text(new TableReport(false), report("anna"));
        assertTrue(table.contains("1 weak account of "), table);
        assertTrue(table.contains(", 1 finding, 1 store. Tried "), table);
    }

    @Test
    void tableNamesWhatCannotBeTested() throws IOException {
        Account odd = new Account(
                ServiceType.SYSTEM,
                "odd",
                new StoreRef("/etc/shadow", 4),
                new AccountState.Unsupported("unsupported_scheme: $gy$"),
                List.of(),
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
        AuditReport report = new AuditReport(
                "a root",
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                List.of(new AccountResult(odd, "", Coverage.NOTHING, "unsupported_scheme: $gy$")),
                List.of("/etc/shadow"),
                List.of(),
                List.of(),
                List.of(),
                new AuditReport.Effort(0, 0, false));
        String table = text(new TableReport(false), report);
        assertTrue(table.contains("NOT TESTED"));
        assertTrue(table.contains("system odd (/etc/shadow:4): unsupported_scheme: $gy$"));
        assertTrue(table.contains("in what could be tested"));
    }

    @Test
    void aCommandNeverHoldsANameThatAShellWouldRead() throws IOException {
        String table = text(new TableReport(false), report("x; rm -rf /"));
        assertFalse(table.contains("passwd x; rm"));
    }

    @Test
    void nobodyIsToldToSetAPasswordForAnonymous() {
        Map.of(
                        "/etc/vsftpd.conf", "set anonymous_enable=NO in /etc/vsftpd.conf, and restart the server",
                        "/etc/proftpd/proftpd.conf",
                                "take the <Anonymous> section of anonymous out of /etc/proftpd/proftpd.conf, and restart the"
                                        + " server",
                        "/etc/pure-ftpd/conf/NoAnonymous",
                                "write yes into /etc/pure-ftpd/conf/NoAnonymous, and restart the server")
                .forEach((store, remedy) -> assertEquals(
                        remedy,
                        Remedy.of(found(account(
                                ServiceType.FTP,
                                "anonymous",
                                new StoreRef(store, 0),
                                new AccountState.Passwordless())))));
    }

    @Test
    void aHashWithoutANameIsToldByItsLine() {
        assertEquals(
                "set a new password for the account of line 7 in dump",
                Remedy.of(found(account(ServiceType.OTHER, "", new StoreRef("dump", 7), new AccountState.Usable()))));
        assertEquals(
                "other dump:7",
                Finding.nameOf(account(ServiceType.OTHER, "", new StoreRef("dump", 7), new AccountState.Usable())));
    }

    @Test
    void tableCountsAnAccountOnceHoweverManyPasswordsItHas() throws IOException {
        AuditReport one = report("anna");
        AccountResult result = one.accounts().getFirst();
        AuditReport two = new AuditReport(
                one.target(),
                one.startedAt(),
                one.finishedAt(),
                one.findings(),
                List.of(result, result),
                one.stores(),
                one.sessions(),
                one.incomplete(),
                one.diagnostics(),
                one.effort());
        String table = text(new TableReport(false), two);
        assertTrue(table.contains("1 weak account of 1, "), table);
        assertTrue(table.contains("on 2 passwords"), table);
    }

    private static Account account(ServiceType service, String name, StoreRef store, AccountState state) {
        return new Account(
                service, name, store, state, List.of(), Optional.empty(), Owner.UNKNOWN, Exposure.UNKNOWN, false);
    }

    private static Finding found(Account account) {
        return new Finding(
                account,
                "",
                new Weakness.Empty(),
                Severity.HIGH,
                "",
                PasswordShape.UNKNOWN,
                "",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void namesTheLayerOfAnImage(ReportWriter writer) throws IOException {
        LayerRef layer = new LayerRef("shop:1", DIGEST, "RUN echo ...; chpasswd ...");
        String text = text(writer, inImage("/etc/shadow", layer));
        assertTrue(text.contains("sha256:012301230123"), text);
        assertTrue(text.contains("shop:1"), text);
        assertTrue(text.contains("RUN echo ...; chpasswd ..."), text);
        assertTrue(text.contains("deleted"), text);
    }

    @Test
    void theTableNamesAnImageOnce() throws IOException {
        String brief = DIGEST.substring(0, 19);
        assertTrue(layers("/etc/shadow", "shop.tar").contains("  " + brief + " of shop.tar\n"));
        assertTrue(layers("config/Env/X", "shop.tar").contains("  " + brief + " is the configuration of shop.tar\n"));
        for (String image : List.of("shop.tar " + brief, "registry.example/shop@" + DIGEST)) {
            assertTrue(layers("config/Env/X", image).contains("  the configuration of " + image + "\n"), image);
        }
    }

    private static String layers(String store, String image) throws IOException {
        return text(new TableReport(false), inImage(store, new LayerRef(image, DIGEST, "")));
    }

    private static AuditReport inImage(String store, LayerRef layer) {
        AuditReport plain = report("anna");
        Finding found = plain.findings().getFirst();
        Account account = found.account();
        Account inImage = new Account(
                account.service(),
                account.userName(),
                new StoreRef(store, 3, Optional.of(layer)),
                new AccountState.Deleted(),
                account.credentials(),
                account.lastChanged(),
                account.owner(),
                account.exposure(),
                account.privileged());
        Finding finding = new Finding(
                inImage,
                found.scheme(),
                found.weakness(),
                found.severity(),
                found.masked(),
                found.shape(),
                found.suggestion(),
                found.lastChanged(),
                Optional.empty(),
                List.of());
        return new AuditReport(
                plain.target(),
                plain.startedAt(),
                plain.finishedAt(),
                List.of(finding),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                plain.effort());
    }

    private static String text(ReportWriter writer, AuditReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AuditReport report(String name) {
        Account account = new Account(
                ServiceType.SYSTEM,
                name,
                new StoreRef("/etc/shadow", 3),
                new AccountState.Usable(),
                List.of(new EncodedHash(new SchemeId("plain"), "", SECRET.getBytes(StandardCharsets.UTF_8))),
                Optional.of(LocalDate.of(2026, 2, 19)),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
        Finding finding = new Finding(
                account,
                "plain",
                new Weakness.InWordlist(),
                Severity.HIGH,
                "Ke********7*****",
                new PasswordShape(16, 3, 2),
                "choose another",
                account.lastChanged(),
                Optional.empty(),
                List.of("redis " + name + " in /etc/redis.conf"));
        return new AuditReport(
                name,
                Instant.parse("2026-03-01T04:00:00Z"),
                Instant.parse("2026-03-01T04:00:09Z"),
                List.of(finding),
                List.of(new AccountResult(account, "plain", new Coverage(3, 9), "")),
                List.of("/etc/shadow"),
                List.of(new ServerSession(
                        ServiceType.MYSQL,
                        "/run/mysqld/" + name,
                        "root",
                        "known by the socket",
                        "opened, read 3 rows")),
                List.of(new Incomplete("/etc/" + name, "permission denied")),
                List.of(new Diagnostic(new StoreRef("/etc/" + name, 1), "a bad line")),
                new AuditReport.Effort(3, 1e9, true));
    }

    @Test
    void everySessionIsTold() throws IOException {
        AuditReport report = report("anna");
        for (ReportWriter writer : List.of(new JsonReport(), new SarifReport(), new TableReport(false))) {
            String text = text(writer, report);
            for (String part : List.of("/run/mysqld/anna", "root", "known by the socket", "opened, read 3 rows")) {
                assertTrue(text.contains(part), writer.getClass() + " tells no " + part);
            }
        }
    }

    @Test
    void theReportsOfOneScanAgree() throws IOException {
        AuditReport report = report("anna");
        Map<String, String> texts = Map.of(
                "json", text(new JsonReport(), report),
                "csv", text(new CsvReport(), report),
                "sarif", text(new SarifReport(), report));
        texts.forEach((form, text) -> assertTrue(text.contains("Ke********7*****"), form));
    }
}
