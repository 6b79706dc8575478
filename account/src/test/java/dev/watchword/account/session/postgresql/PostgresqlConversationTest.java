package dev.watchword.account.session.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RunningTables.Answer;
import dev.watchword.account.RunningTables.Identity;
import dev.watchword.account.session.SessionFailed;
import dev.watchword.account.session.Tape;
import dev.watchword.account.session.Wire;
import dev.watchword.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The session against servers that say what they want; what real ones say is seen in RunningPostgresqlIT. */
public class PostgresqlConversationTest {

    private static final Identity POSTGRES =
            new Identity("postgres", Optional.empty(), "the server's own user", OptionalInt.of(70));

    private static final byte[] LET_IN = message('R', 0, 0, 0, 0);
    private static final byte[] READY = message('Z', 'I');
    private static final byte[] ROW = row("app", null);

    @Test
    void readsTheRows() throws SessionFailed {
        Answer.Rows rows = hold(new Tape(script()));
        assertEquals(List.of("rolname", "rolpassword"), rows.columns());
        assertEquals("app", new String(rows.rows().getFirst().getFirst(), StandardCharsets.UTF_8));
        assertEquals(0, rows.rows().getFirst().get(1).length);
        assertTrue(rows.version().contains("15.7"), rows::version);
    }

    @Test
    void saysWhoItIsAsksOnceAndLeaves() throws SessionFailed {
        Tape tape = new Tape(script());
        hold(tape);
        List<String> heard = tape.sent().stream()
                .map(sent -> new String(sent, StandardCharsets.ISO_8859_1))
                .toList();
        assertEquals(3, heard.size());
        assertTrue(heard.getFirst().contains("user\0postgres\0database\0postgres\0"), heard::getFirst);
        assertTrue(heard.getFirst().contains("default_transaction_read_only=on"), heard::getFirst);
        assertTrue(heard.get(1).startsWith("Q") && heard.get(1).contains("SELECT rolname"), heard.get(1));
        assertEquals("X\0\0\0\4", heard.getLast());
    }

    /** Every way of asking for a password: in clear, MD5, SASL. */
    @Test
    void answersNoDemandForAPassword() {
        for (int way : new int[] {3, 5, 10}) {
            Tape tape = new Tape(message('R', 0, 0, 0, way, 1, 2, 3, 4));
            assertFails("asks for a password", tape);
            assertEquals(1, tape.sent().size(), "nothing but its own name");
        }
    }

    @Test
    void tellsTheCodeOfARefusalAndNothingElse() {
        byte[] refusal = message(
                'E', "SFATAL\0C28000\0Mpeer failed for \"secret\"\0\0".chars().toArray());
        SessionFailed failed = assertFails("refuses with error 28000", new Tape(refusal));
        assertEquals("the server refuses with error 28000", failed.reason());
        assertFails(
                "the server refuses",
                new Tape(message('E', "Cno code\0\0".chars().toArray())));
    }

    @Test
    void anotherProtocolIsNone() {
        assertFails("another protocol", new Tape("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertFails("unknown way", new Tape(message('v', 0, 0, 0, 1)));
    }

    @Test
    void rowsWithoutEndEnd() {
        byte[] begin = joined(LET_IN, READY, columns());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertFails("more rows than it was asked for", new Flood(begin)));
    }

    /** What a server says, damaged. */
    public static Mutations.Trial mutations() {
        byte[] sound = script();
        return random -> {
            byte[] bad = Mutations.damaged(sound, random);
            try {
                assertTrue(hold(new Tape(bad)).rows().size() <= bad.length);
                return true;
            } catch (SessionFailed reason) {
                return false;
            }
        };
    }

    private static Answer.Rows hold(Wire wire) throws SessionFailed {
        return new PostgresqlConversation().hold(wire, POSTGRES);
    }

    private static SessionFailed assertFails(String part, Wire wire) {
        SessionFailed failed = assertThrows(SessionFailed.class, () -> hold(wire));
        assertTrue(failed.reason().contains(part), failed::reason);
        return failed;
    }

    private static byte[] script() {
        return joined(
                LET_IN,
                message('S', "server_version\000015.7\0".chars().toArray()),
                message('K', 0, 0, 0, 1, 0, 0, 0, 2),
                READY,
                columns(),
                ROW,
                message('C', "SELECT 1\0".chars().toArray()),
                READY);
    }

    private static byte[] message(char kind, int... content) {
        ByteBuffer message = ByteBuffer.allocate(5 + content.length);
        message.put((byte) kind).putInt(4 + content.length);
        for (int each : content) {
            message.put((byte) each);
        }
        return message.array();
    }

    private static byte[] columns() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {0, 2});
        for (String name : List.of("rolname", "rolpassword")) {
            content.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            content.writeBytes(new byte[19]);
        }
        return message('T', unsigned(content.toByteArray()));
    }

    private static byte[] row(String name, @Nullable String password) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {0, 2});
        for (String value : Arrays.asList(name, password)) {
            byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            content.writeBytes(ByteBuffer.allocate(4)
                    .putInt(value == null ? -1 : bytes.length)
                    .array());
            content.writeBytes(bytes);
        }
        return message('D', unsigned(content.toByteArray()));
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return values;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A beginning, and behind it one row for ever. */
    private static final class Flood implements Wire {
        private final ByteBuffer begin;
        private int at;

        Flood(byte[] begin) {
            this.begin = ByteBuffer.wrap(begin);
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
            byte[] taken = new byte[length];
            if (begin.hasRemaining()) {
                begin.get(taken);
            } else {
                System.arraycopy(ROW, at, taken, 0, length);
                at = (at + length) % ROW.length;
            }
            return taken;
        }
    }
}
