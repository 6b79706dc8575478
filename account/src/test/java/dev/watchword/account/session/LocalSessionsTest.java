package dev.watchword.account.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.RunningTables.Server;
import dev.watchword.account.ServiceType;
import dev.watchword.account.session.mysql.MysqlConversation;
import dev.watchword.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session against servers that say what they want; what real ones say is seen in RunningMysqlIT. */
public class LocalSessionsTest {

    private static final Identity ROOT = new Identity("root", Optional.empty(), "the machine's root");
    private static final Identity NAMED =
            new Identity("maint", Optional.of("Secret2024!".getBytes(StandardCharsets.UTF_8)), "named by a file");

    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final byte[] END = {(byte) 0xfe, 0, 0, 2, 0};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTheRows() throws Exception {
        assertEquals("[Host, User, Priv] %,app,{}", told(converse(script(), ROOT)));
    }

    @Test
    void asksOneStatementOnly() throws Exception {
        try (ScriptedServer server = ScriptedServer.at(folder.resolve("s"), script(), false)) {
            LocalSessions sessions = new LocalSessions();
            Answer answer = sessions.ask(server(me()));
            assertTrue(answer instanceof Answer.Rows, answer::toString);
            String heard = server.heard();
            assertTrue(heard.contains("\u0003SELECT Host, User, Priv FROM mysql.global_priv LIMIT 50001"), heard);
            assertEquals(1, heard.split("SELECT", -1).length - 1);
            assertTrue(heard.endsWith("\u0001\0\0\0\u0001"), "says goodbye");
            assertEquals(
                    "opened, read 1 rows, closed",
                    sessions.sessions().getFirst().outcome());
        }
    }

    /** Somebody else who listens where the server should hears nothing at all. */
    @Test
    void saysNothingToAStranger() throws Exception {
        try (ScriptedServer server = ScriptedServer.at(folder.resolve("s"), script(), false)) {
            LocalSessions sessions = new LocalSessions();
            Answer answer = sessions.ask(server("somebody-else"));
            assertTrue(((Answer.Untold) answer).reason().contains("holds the socket"), answer::toString);
            assertEquals("", server.heard());
            assertTrue(sessions.sessions().getFirst().outcome().startsWith("not read: user "));
        }
    }

    @Test
    void endsWithAServerThatSaysNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.at(folder.resolve("s"), new byte[0], true);
                LocalSocket socket = LocalSocket.connect(
                        folder.resolve("s").toString(),
                        OptionalInt.empty(),
                        Set.of(me()),
                        Duration.ofMillis(50),
                        100)) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFails("in time", socket, ROOT));
            assertEquals("", server.heardSoFar());
        }
    }

    @Test
    void readsNoMoreThanItsBound() throws Exception {
        try (ScriptedServer server = ScriptedServer.at(folder.resolve("s"), script(), true);
                LocalSocket socket = LocalSocket.connect(
                        folder.resolve("s").toString(),
                        OptionalInt.empty(),
                        Set.of(me()),
                        Duration.ofSeconds(5),
                        100)) {
            assertFails("more than is read", socket, ROOT);
            assertFalse(server.heardSoFar().contains("SELECT"));
        }
    }

    /** A server may send rows for ever, however few it was asked for, and NULLs that take no room but in memory. */
    @Test
    void rowsWithoutEndEnd() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertFails("more rows than it was asked for", new Flood(3, row("%", "app", "{}")), ROOT);
            byte[] nothing = new byte[250];
            Arrays.fill(nothing, (byte) 0xfb);
            assertFails("longer ones than are kept", new Flood(250, nothing), ROOT);
        });
    }

    /** One who may call himself a server may do so a thousand times. */
    @Test
    void allSessionsTogetherHaveOneBound() throws Exception {
        LocalSessions sessions = new LocalSessions(Duration.ofMillis(200), 1 << 20);
        try (ScriptedServer server = ScriptedServer.at(folder.resolve("s"), new byte[] {70, 0}, true)) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertTrue(reason(sessions).contains("in time"));
                assertTrue(reason(sessions).contains("took all the time"));
            });
            for (int i = 0; i < 300; i++) {
                sessions.ask(server(me()));
            }
            assertEquals(200, sessions.sessions().size());
            assertEquals("", server.heardSoFar());
        }
    }

    private String reason(LocalSessions sessions) {
        return ((Answer.Untold) sessions.ask(server(me()))).reason();
    }

    @Test
    void socketThatIsNotThereIsUntold() {
        LocalSessions sessions = new LocalSessions();
        assertTrue(sessions.ask(server(me())) instanceof Answer.Untold);
        assertEquals(1, sessions.sessions().size());
    }

    /** Whom the socket makes known proves nothing to a server that asks for a password: an empty one would be a guess. */
    @Test
    void sendsNoEmptyPassword() throws Exception {
        for (String plugin : List.of("mysql_native_password", "caching_sha2_password", "client_ed25519")) {
            Tape tape = new Tape(
                    ScriptedServer.packets(List.of(greeting(), switchTo(plugin), refusal()), List.of(0, 2, 4)));
            assertFails("refuses with error 1045", tape, ROOT);
            byte[] proof = tape.sent().getLast();
            assertTrue(proof.length >= 4 + 20, plugin);
            assertFalse(Arrays.equals(proof, 4, proof.length, new byte[proof.length - 4], 0, proof.length - 4));
        }
    }

    @Test
    void goesOnToTheSocketWhenTheServerDoes() throws Exception {
        Tape tape = new Tape(ScriptedServer.packets(
                List.of(greeting(), switchTo("mysql_native_password"), switchTo("unix_socket"), OK, refusal()),
                List.of(0, 2, 4, 6, 1)));
        assertFails("refuses with error 1045", tape, ROOT);
        assertEquals(4, tape.sent().get(2).length, "an empty packet for the socket");
    }

    @Test
    void anUnknownProofIsNotTried() {
        Tape tape =
                new Tape(ScriptedServer.packets(List.of(greeting(), switchTo("mysql_clear_password")), List.of(0, 2)));
        assertFails("unknown kind", tape, NAMED);
        tape = new Tape(ScriptedServer.packets(List.of(greeting(), switchTo("dialog")), List.of(0, 2)));
        assertFails("unknown kind", tape, ROOT);
    }

    @Test
    void aPasswordIsNotInWhatIsSentOrTold() throws Exception {
        Tape tape = new Tape(ScriptedServer.packets(
                List.of(greeting(), switchTo("mysql_native_password"), refusal()), List.of(0, 2, 4)));
        assertFails("refuses with error 1045", tape, NAMED);
        for (byte[] sent : tape.sent()) {
            assertFalse(new String(sent, StandardCharsets.ISO_8859_1).contains("Secret2024!"));
        }
        assertFalse(NAMED.toString().contains("Secret"));
    }

    @Test
    void aFileIsNotSent() {
        byte[] file = {(byte) 0xfb, '/', 'e', 't', 'c', '/', 's', 'h', 'a', 'd', 'o', 'w'};
        Tape tape = new Tape(ScriptedServer.packets(List.of(greeting(), OK, file), List.of(0, 2, 1)));
        assertFails("something else than rows", tape, ROOT);
    }

    /** What a server says, damaged. */
    public static Mutations.Trial mutations() {
        byte[] sound = script();
        return random -> {
            byte[] bad = Mutations.damaged(sound, random);
            try {
                assertTrue(new MysqlConversation()
                                .hold(new Tape(bad), random.nextBoolean() ? ROOT : NAMED)
                                .rows()
                                .size()
                        <= bad.length);
                return true;
            } catch (SessionFailed reason) {
                return false;
            }
        };
    }

    private static Answer.Rows converse(byte[] script, Identity identity) throws SessionFailed {
        return new MysqlConversation().hold(new Tape(script), identity);
    }

    private static void assertFails(String part, Wire wire, Identity identity) {
        try {
            new MysqlConversation().hold(wire, identity);
        } catch (SessionFailed failed) {
            assertTrue(failed.reason().contains(part), failed.reason());
            return;
        }
        throw new AssertionError("it did not fail");
    }

    private static String told(Answer.Rows rows) {
        StringBuilder text = new StringBuilder(rows.columns().toString());
        for (List<byte[]> row : rows.rows()) {
            text.append(' ')
                    .append(String.join(
                            ",",
                            row.stream()
                                    .map(value -> new String(value, StandardCharsets.UTF_8))
                                    .toList()));
        }
        return text.toString();
    }

    private Server server(String owner) {
        return new Server(ServiceType.MYSQL, folder.resolve("s").toString(), Set.of(owner), List.of(ROOT));
    }

    private static String me() {
        return System.getProperty("user.name");
    }

    private static byte[] script() {
        return ScriptedServer.packets(
                List.of(
                        greeting(),
                        OK,
                        new byte[] {3},
                        column("Host"),
                        column("User"),
                        column("Priv"),
                        END,
                        row("%", "app", "{}"),
                        END),
                List.of(0, 2, 1, 2, 3, 4, 5, 6, 7));
    }

    private static byte[] greeting() {
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        greeting.write(10);
        greeting.writeBytes("5.5.5-10.11.19-MariaDB-test\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, -1, -1, 33, 2, 0, -1, -1, 21});
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes(new byte[] {9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 0});
        greeting.writeBytes("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        return greeting.toByteArray();
    }

    private static byte[] switchTo(String plugin) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0xfe);
        packet.writeBytes((plugin + "\0").getBytes(StandardCharsets.US_ASCII));
        packet.writeBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 0});
        return packet.toByteArray();
    }

    private static byte[] refusal() {
        return new byte[] {(byte) 0xff, 0x15, 0x04, '#', '2', '8', '0', '0', '0', 'n', 'o'};
    }

    private static byte[] column(String name) {
        ByteArrayOutputStream column = new ByteArrayOutputStream();
        for (String text : List.of("def", "mysql", "global_priv", "global_priv", name, name)) {
            column.write(text.length());
            column.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        column.writeBytes(new byte[] {12, 63, 0, 0, 1, 0, 0, (byte) 0xfe, 0, 0, 0, 0, 0});
        return column.toByteArray();
    }

    private static byte[] row(String... values) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (String value : values) {
            row.write(value.length());
            row.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        }
        return row.toByteArray();
    }

    /** A script, and behind it one row for ever. */
    private static final class Flood implements Wire {
        private final byte[] row;
        private final ByteBuffer begin;
        private boolean head = true;
        private int number;

        Flood(int columns, byte[] row) {
            this.row = row;
            List<byte[]> packets = new ArrayList<>(List.of(greeting(), OK, new byte[] {(byte) columns}));
            List<Integer> numbers = new ArrayList<>(List.of(0, 2, 1));
            for (int i = 0; i < columns; i++) {
                packets.add(column("c" + i));
                numbers.add(2 + i);
            }
            packets.add(END);
            numbers.add(2 + columns);
            this.number = 3 + columns;
            this.begin = ByteBuffer.wrap(ScriptedServer.packets(packets, numbers));
        }

        @Override
        public long mostKept() {
            return 8 << 20;
        }

        @Override
        public void send(ByteBuffer message) {
            // whatever it is
        }

        @Override
        public byte[] receive(int length) {
            if (begin.hasRemaining()) {
                byte[] taken = new byte[length];
                begin.get(taken);
                return taken;
            }
            byte[] next = head ? new byte[] {(byte) row.length, 0, 0, (byte) number++} : row;
            head = !head;
            return next;
        }
    }
}
