package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real MariaDB 10.11 that runs while this machine is scanned. Other servers may run on it too: only what is said of this one is looked at.
 */
class MysqlSessionIT {

    private static final String ACCOUNTS = "CREATE USER app IDENTIFIED BY 'app123'; CREATE USER strong IDENTIFIED BY"
            + " 'vQ7#pL2m-Xz9e'; CREATE USER idle IDENTIFIED BY 'idle123' ACCOUNT LOCK; CREATE USER ghost IDENTIFIED BY"
            + " 'ghost123'; DROP USER ghost;";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void weakAccountsAreFoundAndTheSessionIsListed() {
        try (MariaDbServer server = MariaDbServer.startForRoot()) {
            server.sql(ACCOUNTS);
            assertTrue(server.login("app", "app123"));
            assertFalse(server.login("ghost", "ghost123"));
            CommandRun run = CommandRun.inProcess(arguments());
            String socket = server.socket().toString();
            assertEquals(List.of("app@%", "idle@%"), weak(run, socket), run.errText());
            List<JsonNode> sessions = sessions(run, socket);
            assertEquals(1, sessions.size());
            assertEquals("root", JsonScan.text(sessions.getFirst(), "user_name"));
            assertTrue(JsonScan.text(sessions.getFirst(), "outcome").startsWith("opened, read "));
            assertFalse(run.outText().contains("app123"));

            CommandRun table =
                    CommandRun.inProcess("scan", "--services", "mysql", "--memory", "none", "--budget", "1s,20s");
            assertTrue(
                    table.outText().contains("mysql as root, the machine's root, known by the socket, over " + socket));
        }
    }

    @Test
    void offlineOnlyOpensNoSession() {
        try (MariaDbServer server = MariaDbServer.startForRoot()) {
            server.sql(ACCOUNTS);
            CommandRun run = CommandRun.inProcess(arguments("--offline-only"));
            assertEquals(Exit.INCOMPLETE, run.exit(), run.errText());
            assertEquals(0, run.scan().json().path("sessions").size());
            String file = server.dataFolder() + "/mysql/global_priv.MAD";
            assertTrue(
                    StreamSupport.stream(run.scan().json().path("incomplete").spliterator(), false)
                            .anyMatch(item -> JsonScan.text(item, "store").equals(file)
                                    && JsonScan.text(item, "reason").contains("has the table open")),
                    run.outText());
        }
    }

    /** What the kernel sees of it: a connection to the sockets that the report lists, and to nothing else; nothing is written. */
    @Test
    void connectsToTheListedSocketsOnly() throws IOException {
        DebianPackage.STRACE.require();
        try (MariaDbServer server = MariaDbServer.startForRoot()) {
            server.sql(ACCOUNTS);
            List<String> words = new ArrayList<>(List.of(
                    "strace",
                    "--follow-forks",
                    "--output=" + folder.resolve("trace"),
                    "--trace=connect,bind,sendto,execve,openat,openat2,creat,rename,unlink,truncate",
                    "--"));
            words.addAll(CommandRun.commandLine(List.of("-XX:-UsePerfData"), arguments()));
            CommandRun run = CommandRun.of(words);
            String socket = server.socket().toString();
            assertEquals(List.of("app@%", "idle@%"), weak(run, socket), run.errText());
            List<String> listed = StreamSupport.stream(
                            run.scan().json().path("sessions").spliterator(), false)
                    .map(session -> JsonScan.text(session, "socket"))
                    .toList();
            List<String> calls = Files.readAllLines(folder.resolve("trace"));
            List<String> connections = calls.stream()
                    .filter(call -> call.matches("\\d+ +(connect|bind|sendto)\\(.*"))
                    .filter(call -> !call.contains("nscd/socket"))
                    .toList();
            assertTrue(connections.stream().anyMatch(call -> call.contains('"' + socket + '"')), connections::toString);
            assertEquals(
                    List.of(),
                    connections.stream()
                            .filter(call -> listed.stream()
                                    .noneMatch(path ->
                                            call.contains("connect(") && call.contains("sun_path=\"" + path + '"')))
                            .toList());
            assertEquals(
                    1, calls.stream().filter(call -> call.contains(" execve(")).count());
            assertEquals(
                    List.of(),
                    calls.stream()
                            .filter(call ->
                                    call.contains("O_WRONLY") || call.contains("O_RDWR") || call.contains("O_CREAT"))
                            .filter(call -> !call.contains("\"/dev/") && !call.contains("\"/proc/self/"))
                            .toList());
        }
    }

    private static String[] arguments(String... more) {
        List<String> words = new ArrayList<>(
                List.of("scan", "--services", "mysql", "--memory", "none", "--budget", "1s,20s", "--format", "json"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static List<String> weak(CommandRun run, String store) {
        return run.scan().passwordFindings().stream()
                .filter(finding -> JsonScan.text(finding, "store").equals(store))
                .map(finding -> JsonScan.text(finding, "user_name"))
                .sorted()
                .toList();
    }

    private static List<JsonNode> sessions(CommandRun run, String socket) {
        return StreamSupport.stream(run.scan().json().path("sessions").spliterator(), false)
                .filter(session -> JsonScan.text(session, "socket").equals(socket))
                .toList();
    }
}
