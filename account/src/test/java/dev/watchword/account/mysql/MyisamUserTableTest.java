package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that MySQL itself wrote: {@code user} of 5.6.14 after 130 accounts were made, some dropped and others made longer, so that rows lie
 * in pieces in the places of dropped ones, closed by FLUSH TABLES; {@code user} as the distribution of 5.5.9 brings it; {@code st}, a table
 * of fixed rows with one of them deleted. The password of the hashes is {@code Summer2024!}, but that of phantom, dropped last, is
 * {@code Phantom2024!}.
 */
public class MyisamUserTableTest {

    private static final String PHANTOM = "*E84E8F2B243A79CFA3EB8A44974EE78F5AD21D7E";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsEveryAccountWithItsState() {
        RecordingSink told = new Tree(folder)
                .bytes("/var/lib/mysql/mysql/user.MYD", MysqlSamples.file("mysql56-user.MYD"))
                .bytes("/var/lib/mysql/mysql/user.MYI", MysqlSamples.file("mysql56-user.MYI"))
                .bytes("/var/lib/mysql/mysql/user.frm", MysqlSamples.file("mysql56-user.frm"))
                .read(new MysqlStore(InstantSource.system()));
        assertEquals(List.of(), told.incomplete);
        assertEquals(List.of("/var/lib/mysql/mysql/user.MYD"), told.covered);
        assertEquals(91, told.accounts.size());
        assertEquals(91, told.names().stream().distinct().count());
        assertEquals(
                80,
                told.names().stream().filter(name -> name.startsWith("many")).count());
        assertEquals(new AccountState.Usable(), told.state("app@%"));
        assertEquals(List.of("mysql-native *EADE846EFC40994247F55C8C2A4AFF4ABA6CF367"), told.credentials("app@%"));
        assertEquals(List.of("mysql-old 5862fe18287c318b"), told.credentials("old@%"));
        assertTrue(Opening.opens(told.account("sha256@10.%"), "Summer2024!"));
        assertEquals(new AccountState.Passwordless(), told.state("nothing@localhost"));
        assertEquals(new AccountState.Passwordless(), told.state("@localhost"));
        assertEquals(new AccountState.Passwordless(), told.state("root@::1"));
        assertTrue(told.account("strong@%").privileged());
        assertFalse(told.account("app@%").privileged());
    }

    @Test
    void droppedAccountsAreNotTold() throws DamagedTable {
        byte[] data = MysqlSamples.file("mysql56-user.MYD");
        assertTrue(new String(data, StandardCharsets.ISO_8859_1).contains(PHANTOM), "the hash is still in the file");
        RecordingSink told = new RecordingSink();
        MyisamUserTable.read(
                MysqlSamples.file("mysql56-user.MYI"),
                MysqlSamples.file("mysql56-user.frm"),
                data,
                MysqlSamples.rows(told));
        assertTrue(told.accounts.stream()
                .flatMap(account -> account.credentials().stream())
                .noneMatch(hash -> hash.latin1().equals(PHANTOM)));
    }

    @Test
    void tableOfAnOlderServerIsRead() throws DamagedTable {
        RecordingSink told = new RecordingSink();
        MyisamUserTable.read(
                MysqlSamples.file("mysql55-user.MYI"),
                MysqlSamples.file("mysql55-user.frm"),
                MysqlSamples.file("mysql55-user.MYD"),
                MysqlSamples.rows(told));
        assertEquals(List.of("root@localhost", "root@127.0.0.1", "root@::1", "@localhost"), told.names());
    }

    @Test
    void rowsOfOneLengthAreRead() throws DamagedTable {
        RecordingSink told = new RecordingSink();
        byte[] data = MysqlSamples.file("mysql56-st.MYD");
        MyisamUserTable.read(
                MysqlSamples.file("mysql56-st.MYI"),
                MysqlSamples.file("mysql56-st.frm"),
                data,
                MysqlSamples.rows(told));
        assertEquals(List.of("a@%", "b@%"), told.names());
        assertEquals(List.of("mysql-old 5862fe18287c318b"), told.credentials("a@%"));
    }

    @Test
    void whatIsNotAllThereIsIncomplete() {
        byte[] index = MysqlSamples.file("mysql56-user.MYI");
        byte[] data = MysqlSamples.file("mysql56-user.MYD");
        assertRefused("has the table open", with(index, 25, 1), data);
        assertRefused("rows, found", with(index, 35, index[35] + 1), data);
        assertRefused("compressed", with(index, 5, index[5] | 4), data);
        assertRefused("cut", index, Arrays.copyOf(data, data.length / 8 * 4));
        assertRefused("not an index file", with(index, 0, 0), data);
    }

    @Test
    void tableWithoutItsDefinitionIsIncomplete() {
        RecordingSink told = new Tree(folder)
                .bytes("/var/lib/mysql/mysql/user.MYD", MysqlSamples.file("mysql56-user.MYD"))
                .bytes("/var/lib/mysql/mysql/user.MYI", MysqlSamples.file("mysql56-user.MYI"))
                .read(new MysqlStore(InstantSource.system()));
        assertTrue(told.incomplete.getFirst().contains("user.frm cannot be read"), told.incomplete::toString);
    }

    /** Index, definition or data of the table, damaged. */
    public static Mutations.Trial mutations() {
        byte[] index = MysqlSamples.file("mysql56-user.MYI");
        byte[] definition = MysqlSamples.file("mysql56-user.frm");
        byte[] data = MysqlSamples.file("mysql56-user.MYD");
        return MysqlSamples.reading(2_000, (random, rows) -> {
            byte[][] parts = {index, definition, data};
            int part = random.nextInt(3);
            parts[part] = Mutations.damaged(parts[part], random);
            MyisamUserTable.read(parts[0], parts[1], parts[2], rows);
        });
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertRefused(String part, byte[] index, byte[] data) {
        DamagedTable damaged = assertThrows(
                DamagedTable.class,
                () -> MyisamUserTable.read(
                        index, MysqlSamples.file("mysql56-user.frm"), data, MysqlSamples.rows(new RecordingSink())));
        assertTrue(damaged.reason().contains(part), damaged.reason());
    }
}
