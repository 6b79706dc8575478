package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mysql.ibd} of MySQL 8.0.33 (Community Server) after it was shut down: 413 accounts made through its own statements, 135 of them
 * dropped again, the password of the weak ones {@code Weak2024!}. Pages of other tables are filled with zeros; beside it the first page
 * of {@code ibdata1} and the log up to its last block, the content of the blocks before it zeros.
 */
public class InnodbUserTableTest {

    private static final int PAGE = 16 << 10;
    private static final byte[] TABLESPACE = MysqlSamples.file("mysql80-mysql.ibd");
    private static final String WEAK = "Weak2024!";
    private static final List<Integer> DESCRIPTIONS = List.of(3, 121, 122, 123, 124, 125);
    private static final List<Integer> TABLE = List.of(
            427, 432, 515, 529, 534, 952, 959, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099,
            1100, 1101, 1102);
    private static final FileLimits LIMITS = new FileLimits(64 << 20, 64 << 10);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsEveryAccountWithItsState() {
        RecordingSink told = read(tablespace(), MysqlSamples.file("mysql80-ibdata1"), log());
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
        assertEquals(List.of("/var/lib/mysql/mysql.ibd"), told.covered);
        assertEquals(281, told.accounts.size());
        assertEquals(281, told.names().stream().distinct().count());
        assertEquals(
                266,
                told.names().stream().filter(name -> name.startsWith("many")).count());
        assertEquals(
                List.of("größe@localhost", "locked@%", "native@%", "sha256@10.%", "sha2@%", "twofold@%"),
                told.accounts.stream()
                        .filter(account -> !account.userName().startsWith("many"))
                        .filter(account -> Opening.opens(account, WEAK))
                        .map(account -> account.userName())
                        .sorted()
                        .toList());
        assertEquals(2, told.credentials("twofold@%").size());
        assertEquals(new AccountState.Locked(true), told.state("locked@%"));
        assertEquals(new AccountState.Locked(false), told.state("auditors@%"));
        assertEquals(new AccountState.Locked(false), told.state("mysql.sys@localhost"));
        assertEquals(new AccountState.Passwordless(), told.state("nothing@%"));
        assertEquals(new AccountState.Passwordless(), told.state("empty2@%"));
        assertEquals(new AccountState.Passwordless(), told.state("root@localhost"));
        assertEquals(new AccountState.Usable(), told.state("strong@%"));
        assertTrue(told.account("root@localhost").privileged());
        assertFalse(told.account("native@%").privileged());
        assertEquals(
                "2026-11-26",
                told.account("native@%").lastChanged().orElseThrow().toString());
    }

    @Test
    void droppedAccountsAreNotTold() {
        byte[] file = tablespace();
        assertTrue(
                new String(file, StandardCharsets.ISO_8859_1).contains("many399 "), "its bytes are still in the file");
        RecordingSink told = read(file, MysqlSamples.file("mysql80-ibdata1"), log());
        assertFalse(told.names().contains("many399@10.0.0.149"));
        assertFalse(told.names().contains("ghost@%"));
    }

    /** A record with the mark that a server sets before it removes it for good. */
    @Test
    void recordsThatAreMarkedAsDeletedAreNotTold() {
        byte[] file = tablespace();
        int record = new String(file, StandardCharsets.ISO_8859_1).indexOf("localhost" + " ".repeat(246) + "root");
        file[record - 5] |= 0x20;
        repair(file, record / PAGE);
        RecordingSink told = read(file, MysqlSamples.file("mysql80-ibdata1"), log());
        assertEquals(280, told.accounts.size());
        assertFalse(told.names().contains("root@localhost"));
    }

    @Test
    void serverThatWasNotShutDownIsIncomplete() {
        byte[] file = tablespace();
        byte[] system = MysqlSamples.file("mysql80-ibdata1");
        byte[] earlier = system.clone();
        earlier[33]--;
        assertIncomplete("was not shut down", read(file, earlier, log()));
        byte[] goesOn = log();
        goesOn[goesOn.length - 512 + 5]++;
        assertIncomplete("was not shut down", read(file, system, goesOn));
        byte[] later = log();
        later[512 + 15]++;
        assertIncomplete("was not shut down", read(file, system, later));
        assertIncomplete("no ibdata1", read(file, new byte[0], log()));
        assertIncomplete("no log", read(file, system, new byte[0]));
    }

    @Test
    void otherFormsAreIncomplete() {
        assertIncomplete("encrypted", changed(file -> file[56] |= 0x20));
        assertIncomplete("compressed", changed(file -> file[57] |= 0x02));
        assertIncomplete("describe its tables", changed(file -> file[56] &= ~0x40));
        assertIncomplete("checksum", changed(file -> file[427 * PAGE + 5_000] ^= 1));
        assertIncomplete("not there", changed(file -> Arrays.fill(file, 427 * PAGE, 428 * PAGE, (byte) 0)));
        assertIncomplete("too short", read(new byte[50], MysqlSamples.file("mysql80-ibdata1"), log()));
    }

    /** Pages of the descriptions and of the table, one of them damaged, its checksum made right again so that the walk sees the damage. */
    public static Mutations.Trial mutations() throws Exception {
        byte[] file = tablespace();
        InnodbUserDefinition table = InnodbUserDefinition.of(InnodbFile.definitions(input(file)));
        byte[] first = page(file, 0);
        return MysqlSamples.reading(5_000, (random, rows) -> {
            boolean description = random.nextInt(8) == 0;
            List<Integer> numbers = description ? DESCRIPTIONS : TABLE;
            Map<Long, byte[]> pages = new HashMap<>();
            numbers.forEach(number -> pages.put((long) number, page(file, number)));
            byte[] bad = Objects.requireNonNull(pages.get((long) numbers.get(random.nextInt(numbers.size()))));
            MysqlSamples.change(bad, random);
            repair(bad, 0);
            if (description) {
                InnodbUserDefinition.of(InnodbFile.of(first, pages));
            } else {
                InnodbUserTable.tell(table, InnodbFile.of(first, pages), rows);
            }
        });
    }

    private static byte[] page(byte[] file, int number) {
        return Arrays.copyOfRange(file, number * PAGE, (number + 1) * PAGE);
    }

    private static BoundedInput input(byte[] file) {
        return new BoundedInput(new ByteArrayInputStream(file), LIMITS);
    }

    /** Gives a page the checksum of its content. */
    private static void repair(byte[] file, int page) {
        CRC32C head = new CRC32C();
        head.update(file, page * PAGE + 4, 22);
        CRC32C content = new CRC32C();
        content.update(file, page * PAGE + 38, PAGE - 38 - 8);
        ByteBuffer.wrap(file).putInt(page * PAGE, (int) (head.getValue() ^ content.getValue()));
    }

    private static byte[] tablespace() {
        return TABLESPACE.clone();
    }

    private static byte[] log() {
        return MysqlSamples.file("mysql80-ib_redo6");
    }

    private RecordingSink changed(Consumer<byte[]> change) {
        byte[] file = tablespace();
        change.accept(file);
        return read(file, MysqlSamples.file("mysql80-ibdata1"), log());
    }

    private RecordingSink read(byte[] file, byte[] system, byte[] log) {
        Tree tree = new Tree(folder)
                .bytes("/var/lib/mysql/mysql.ibd", file)
                .bytes("/var/lib/mysql/ibdata1", system)
                .bytes("/var/lib/mysql/#innodb_redo/#ib_redo6", log)
                .bytes("/var/lib/mysql/#innodb_redo/#ib_redo7_tmp", new byte[4_096]);
        return tree.read(new MysqlStore(InstantSource.system()));
    }

    private static void assertIncomplete(String part, RecordingSink told) {
        assertTrue(told.incomplete.stream().anyMatch(line -> line.contains(part)), told.incomplete::toString);
        assertEquals(List.of(), told.covered);
    }
}
