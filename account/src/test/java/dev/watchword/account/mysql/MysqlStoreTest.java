package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table was written by MariaDB 10.11.19 and closed by FLUSH TABLES: accounts made through its own statements, two rows so long
 * that they take pages of their own, and the account ghost, dropped again. The password of every hash is {@code Summer2024!}.
 */
public class MysqlStoreTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
    private static final String NATIVE = "mysql-native *EADE846EFC40994247F55C8C2A4AFF4ABA6CF367";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsEveryAccountWithItsState() {
        RecordingSink told = read(file("MAI"), file("MAD"));
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of(), told.diagnostics);
        assertEquals(List.of("/var/lib/mysql/mysql/global_priv.MAD"), told.covered);
        assertEquals(13, told.accounts.size(), () -> told.names().toString());
        assertEquals(new AccountState.Usable(), told.state("app@%"));
        assertEquals(List.of(NATIVE), told.credentials("app@%"));
        assertEquals(new AccountState.Passwordless(), told.state("@localhost"));
        assertEquals(new AccountState.Locked(false), told.state("mariadb.sys@localhost"));
        assertEquals(new AccountState.Locked(true), told.state("lockedweak@%"));
        assertEquals(List.of(NATIVE), told.credentials("lockedweak@%"));
        assertEquals(
                List.of("mariadb-ed25519 pQ2x1oVgFHm4wzlpb7wyII5GcqUvewjL2oiPRNdtuhk"), told.credentials("ed@10.%"));
        assertEquals(new AccountState.Usable(), told.state("multi@localhost"));
        assertEquals(List.of(NATIVE), told.credentials("multi@localhost"));
        assertEquals(new AccountState.External("pam"), told.state("pamu@%"));
        assertEquals(List.of("mysql-old 5862fe18287c318b"), told.credentials("old@%"));
        assertEquals(new AccountState.Disabled(), told.state("never@%"));
        assertEquals(new AccountState.External("unix_socket"), told.state("root@localhost"));
        assertTrue(told.state("long@h") instanceof AccountState.Unsupported);
        assertTrue(told.state("mid@h") instanceof AccountState.Unsupported);
    }

    @Test
    void tellsWhoRulesAndFromWhere() {
        RecordingSink told = read(file("MAI"), file("MAD"));
        assertTrue(told.account("root@localhost").privileged());
        assertFalse(told.account("app@%").privileged());
        assertEquals(Exposure.LOCAL, told.account("root@localhost").exposure());
        assertEquals(Exposure.REMOTE, told.account("app@%").exposure());
        assertEquals(
                "2026-11-26", told.account("app@%").lastChanged().orElseThrow().toString());
    }

    @Test
    void roleIsNoAccountAndDroppedAccountIsNone() {
        assertTrue(text(file("MAD")).contains("ghost{"), "its bytes are still in the file");
        RecordingSink told = read(file("MAI"), file("MAD"));
        assertFalse(told.names().contains("ghost@%"));
        assertFalse(told.names().contains("r1@"));
    }

    @Test
    void tableThatIsOpenIsIncomplete() {
        byte[] index = file("MAI");
        index[25] = 1;
        RecordingSink told = read(index, file("MAD"));
        assertEquals(13, told.accounts.size());
        assertIncomplete("has the table open", told);
    }

    @Test
    void rowThatIsMissingIsIncomplete() {
        byte[] index = file("MAI");
        index[56]++;
        assertIncomplete("rows, found", read(index, file("MAD")));
    }

    @Test
    void otherFormsAreNotRead() {
        byte[] encrypted = file("MAI");
        encrypted[0xfb + 91] = 1;
        assertIncomplete("encrypted", read(encrypted, file("MAD")));
        byte[] columns = file("MAI");
        columns[0xfb + 81] = 4;
        assertIncomplete("columns", read(columns, file("MAD")));
        assertIncomplete("not an index file", read(new byte[2_000], file("MAD")));
        assertIncomplete("end with a page", read(file("MAI"), Arrays.copyOf(file("MAD"), 20_000)));
        assertIncomplete("not there", read(file("MAI"), Arrays.copyOf(file("MAD"), 5 * 8_192)));
    }

    @Test
    void tableWithoutItsIndexIsIncomplete() {
        RecordingSink told = new Tree(folder)
                .bytes("/var/lib/mysql/mysql/global_priv.MAD", file("MAD"))
                .read(new MysqlStore(CLOCK));
        assertIncomplete("index file", told);
    }

    @Test
    void findsDataWhereOptionFilesSay() {
        RecordingSink told = new Tree(folder)
                .file("/etc/mysql/my.cnf", "[client]", "datadir=/wrong", "!includedir /etc/mysql/conf.d/")
                .file("/etc/mysql/conf.d/server.cnf", "[mariadb-10.11]", "datadir = \"/srv/db/\"  # here")
                .bytes("/srv/db/mysql/global_priv.MAI", file("MAI"))
                .bytes("/srv/db/mysql/global_priv.MAD", file("MAD"))
                .read(new MysqlStore(CLOCK));
        assertEquals(13, told.accounts.size());
        assertEquals(
                "/srv/db/mysql/global_priv.MAD", told.account("app@%").store().path());
    }

    @Test
    void optionFilesThatIncludeThemselvesEnd() {
        RecordingSink told = new Tree(folder)
                .file("/etc/my.cnf", "!include /etc/my.cnf", "!includedir /etc")
                .read(new MysqlStore(CLOCK));
        assertEquals(List.of(), told.accounts);
    }

    @Test
    void tablesOfOtherServersAreIncomplete() {
        RecordingSink told = new Tree(folder)
                .bytes("/var/lib/mysql/mysql/user.ibd", new byte[10])
                .read(new MysqlStore(CLOCK));
        assertIncomplete("cannot be read yet", told);
    }

    @Test
    void nothingOfAHashIsTold() {
        String words = read(file("MAI"), file("MAD")).words();
        assertFalse(words.contains("EADE846"), words);
    }

    /** An index and the pages of its table, damaged. */
    public static Mutations.Trial mutations() {
        byte[] index = Arrays.copyOf(file("MAI"), AriaIndex.HEAD_BYTES);
        byte[] sound = file("MAD");
        return random -> {
            byte[] head = index.clone();
            byte[] data = sound.clone();
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                if (random.nextInt(8) == 0) {
                    head[random.nextInt(512)] = (byte) random.nextInt();
                    continue;
                }
                data[place(random, data.length)] = (byte) random.nextInt();
            }
            return bounded(head, data);
        };
    }

    /** Headers, directories and the heads of rows matter most. */
    private static int place(Random random, int length) {
        int page = random.nextInt(length / 8_192) * 8_192;
        return switch (random.nextInt(4)) {
            case 0 -> page + random.nextInt(64);
            case 1 -> page + 8_191 - random.nextInt(100);
            case 2 -> 8_192 + random.nextInt(3_000);
            default -> random.nextInt(length);
        };
    }

    private static boolean bounded(byte[] index, byte[] data) {
        long[] bytes = new long[1];
        boolean read = true;
        try {
            GlobalPrivFile.read(index, data, row -> {
                bytes[0] += row.priv().length;
                PrivJson.read(row.priv());
            });
        } catch (DamagedTable damaged) {
            assertFalse(damaged.reason().isEmpty());
            read = false;
        }
        assertTrue(bytes[0] <= 2L * data.length);
        return read;
    }

    private static void assertIncomplete(String part, RecordingSink told) {
        assertTrue(
                told.incomplete.stream().anyMatch(line -> line.contains(part)),
                () -> told.incomplete + " " + told.covered);
        assertFalse(told.covered.contains("/var/lib/mysql/mysql/global_priv.MAD"));
    }

    private RecordingSink read(byte[] index, byte[] data) {
        return new Tree(folder)
                .bytes("/var/lib/mysql/mysql/global_priv.MAI", index)
                .bytes("/var/lib/mysql/mysql/global_priv.MAD", data)
                .read(new MysqlStore(CLOCK));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] file(String end) {
        try (InputStream packed = MysqlStoreTest.class.getResourceAsStream("global_priv." + end + ".gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
