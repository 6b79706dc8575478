package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.Command;
import dev.watchword.testing.LibCrypt;
import dev.watchword.testing.PostgresqlServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit} on files of hashes as other programs write them. */
class AuditFilesIT {

    private static final String STRONG = "Vf93-lampshade-Orbit";

    @TempDir
    private Path folder;

    private JsonScan audit(byte[] input, String... more) {
        List<String> words = new ArrayList<>(List.of("audit", "--memory", "none", "--format", "json"));
        words.addAll(List.of("--budget", "2s,1m"));
        words.addAll(List.of(more));
        CommandRun run = CommandRun.inProcess(input, words.toArray(String[]::new));
        assertEquals(Exit.DONE, run.exit(), run.errText());
        assertFalse(run.outText().contains(STRONG));
        return run.scan();
    }

    private JsonScan audit(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("hashes"), text);
        String[] words = Arrays.copyOf(more, more.length + 1);
        words[more.length] = file.toString();
        return audit(new byte[0], words);
    }

    private static List<String> weak(JsonScan scan) {
        return scan.passwordFindings().stream()
                .map(finding -> JsonScan.text(finding, "user_name"))
                .sorted()
                .toList();
    }

    private static String crypt(String password, String setting) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting)
                .orElseThrow();
    }

    private static byte[] digest(String algorithm, String password) {
        try {
            return MessageDigest.getInstance(algorithm).digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(String algorithm, String password) {
        return HexFormat.of().formatHex(digest(algorithm, password));
    }

    private static String apr1(String password) {
        return Command.of("openssl", "passwd", "-apr1", "-stdin")
                .input(password + "\n")
                .runOrFail()
                .strip();
    }

    @Test
    void shadowFile() throws IOException {
        JsonScan scan = audit("anna:" + crypt("anna", "$6$rounds=1000$aaaaaaaa$") + ":20000:0:99999:7:::\n"
                + "bert:!" + crypt("123456", "$1$bbbbbbbb$") + ":20000:0:99999:7:::\n"
                + "cleo:" + crypt(STRONG, "$6$rounds=1000$cccccccc$") + ":20000:0:99999:7:::\n"
                + "daemon:*:20000:0:99999:7:::\n");
        assertEquals(List.of("anna", "bert"), weak(scan));
        assertEquals("usable", scan.state("system", "anna"));
        assertEquals("locked", scan.state("system", "bert"));
        assertEquals("disabled", scan.state("system", "daemon"));
    }

    @Test
    void htpasswdFile() throws IOException {
        JsonScan scan = audit("anna:" + apr1("anna1") + "\n"
                + "bert:{SHA}" + Base64.getEncoder().encodeToString(digest("SHA-1", "letmein")) + "\n"
                + "cleo:" + crypt("123456", "$2y$04$CCCCCCCCCCCCCCCCCCCCC.") + "\n"
                + "dora:" + crypt("dora", "dd") + "\n"
                + "emma:" + apr1(STRONG) + "\n"
                + "# a remark\n\n"
                + "fred:" + crypt(STRONG, "$2y$04$DCCCCCCCCCCCCCCCCCCCC.") + "\n");
        assertEquals(List.of("anna", "bert", "cleo", "dora"), weak(scan));
        assertEquals(6, scan.json().path("accounts").size());
        assertEquals("usable", scan.state("other", "emma"));
    }

    @Test
    void windowsPasswordDump() throws IOException {
        String noLm = "aad3b435b51404eeaad3b435b51404ee";
        JsonScan scan = audit("Administrator:500:" + noLm + ":" + nt("P@ssw0rd") + ":::\r\n" + "Guest:501:" + noLm + ":"
                + nt(STRONG) + ":::\r\n");
        assertEquals(List.of("Administrator"), weak(scan));
    }

    /** What stands behind {@code $3$$}. */
    private static String nt(String password) {
        return crypt(password, "$3$").substring("$3$$".length());
    }

    @Test
    void usersWithHashes() throws IOException {
        JsonScan scan = audit("anna:" + hex("MD5", "anna") + "\n"
                + "bert:" + hex("SHA-1", "bert123") + "\n"
                + "cleo:" + hex("SHA-256", "123456") + "\n"
                + "dora:" + hex("SHA-512", STRONG) + "\n"
                + "emma:" + nt("emma") + "\n");
        assertEquals(List.of("anna", "bert", "cleo", "emma"), weak(scan));
    }

    @Test
    void aFolderIsNoFileOfHashes() {
        CommandRun run = CommandRun.inProcess("audit", "--memory", "none", folder.toString());
        assertEquals(Exit.FAILED, run.exit());
        assertEquals("watchword: " + folder + " is a folder: name the files, or use scan --root\n", run.errText());
    }

    @Test
    void oneHashOfTwoPossibleSchemesIsOneAccount() throws IOException {
        JsonScan scan = audit(hex("MD5", "123456") + "\n");
        assertEquals(1, scan.json().path("accounts").size());
        assertEquals(
                List.of("common hex-digest", "weak_scheme hex-digest"),
                scan.json()
                        .path("findings")
                        .valueStream()
                        .map(finding -> JsonScan.text(finding, "weakness") + " " + JsonScan.text(finding, "scheme"))
                        .toList());
    }

    @Test
    void bareHashesOnStandardInput() {
        String lines = hex("SHA-256", "123456") + "\n" + crypt("qwerty", "$1$aaaaaaaa$") + "\n"
                + crypt(STRONG, "$1$bbbbbbbb$") + "\n";
        JsonScan scan = audit(lines.getBytes(StandardCharsets.UTF_8), "-");
        assertEquals(List.of("", ""), weak(scan));
        assertEquals(
                List.of(1, 2),
                scan.passwordFindings().stream()
                        .map(finding -> finding.path("line").intValue())
                        .sorted()
                        .toList());
    }

    /** What the reader of a running cluster says to do: {@code psql -XAt -c "..." | watchword audit -}. */
    @Test
    void rolesOfAServerBehindAPipe() {
        try (PostgresqlServer server = PostgresqlServer.start()) {
            server.sql("create role scram login password 'scram123'; set password_encryption = 'md5';"
                    + " create role digest login password 'digest'; create role strong login password '" + STRONG
                    + "'; create role nobody login; create role away nologin password 'away';");
            assertTrue(server.login("scram", "scram123"));
            List<String> rows = server.sql("select rolname || ':' || rolpassword from pg_authid where rolcanlogin;");
            assertEquals(3, rows.stream().filter(row -> row.contains(":")).count(), "those with a password");
            byte[] piped = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
            JsonScan scan = audit(piped, "-");
            assertEquals(List.of("digest", "scram"), weak(scan));
        }
    }

    @Test
    void namedSchemeIsTheOnlyReading() throws IOException {
        String text = "anna:" + nt("anna") + "\nbert:" + hex("MD5", "bert") + "\n";
        assertEquals(List.of("anna", "bert"), weak(audit(text)));
        assertEquals(List.of("anna"), weak(audit(text, "--scheme", "nt")));
        assertEquals(List.of("bert"), weak(audit(text, "--scheme", "hex-digest")));
        assertEquals(List.of("anna"), weak(audit("anna:123456\ncleo:" + STRONG + "\n", "--scheme", "plain")));
    }

    @Test
    void fileThatIsNotThereHidesNoOther() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "anna:" + nt("anna") + "\n");
        CommandRun run = CommandRun.inProcess(
                "audit", "--memory", "none", "--format", "json", "--scheme", "nt", folder + "/none", there.toString());
        assertEquals(Exit.INCOMPLETE, run.exit());
        assertEquals(List.of("anna"), weak(run.scan()));
    }

    @Test
    void fileThatIsNotThereFails() {
        CommandRun run = CommandRun.inProcess("audit", "--memory", "none", folder + "/none");
        assertEquals(Exit.FAILED, run.exit());
        assertTrue(run.errText().contains("no such file"), run.errText());
        assertEquals(1, run.errText().lines().count(), run.errText());
    }
}
