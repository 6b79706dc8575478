package dev.watchword.account.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.MemoryRoot;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.rootfs.FolderRootFs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlStoreTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));
    private static final String DATA = "/var/lib/postgresql/15/main";
    private static final int CREATOR = 0;
    private static final int ENDER = 4;
    private static final int MARKS = 20;

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));
    private final Map<String, byte[]> files = ClusterFiles.all();

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink told() {
        files.forEach((path, bytes) -> tree.bytes(DATA + "/" + path, bytes));
        return tree.read(new PostgresqlStore(CLOCK));
    }

    /** The first page of the table, and where its last row begins: the one of the superuser is the first. */
    private ByteBuffer row() {
        ByteBuffer page = ByteBuffer.wrap(files.get("global/1260")).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 24; at < (page.getShort(12) & 0xffff); at += 4) {
            int start = page.getInt(at) & 0x7fff;
            if ((page.getInt(at) >>> 15 & 3) == 1 && page.get(start + (page.get(start + 22) & 0xff) + 4 + 2) == 's') {
                return page.slice(start, page.getInt(at) >>> 17).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new AssertionError("no row of pgs");
    }

    @Test
    void tellsTheRolesOfAClusterThatWasShutDown() {
        RecordingSink told = told();
        assertEquals(List.of("pgs"), told.names());
        assertEquals(new AccountState.Usable(), told.state("pgs"));
        assertTrue(told.credentials("pgs").getFirst().startsWith("scram-sha256 SCRAM-SHA-256$4096:"));
        assertTrue(told.account("pgs").privileged());
        assertEquals(Exposure.LOCAL, told.account("pgs").exposure());
        assertEquals(List.of(), told.incomplete);
        assertTrue(told.covered.contains(DATA + "/global/1260"));
    }

    @Test
    void aClusterThatWasNotShutDownIsIncomplete() {
        Objects.requireNonNull(files.get("global/pg_control"))[16] = 6;
        RecordingSink told = told();
        assertEquals(List.of("pgs"), told.names());
        assertFalse(told.covered.contains(DATA + "/global/1260"));
        assertTrue(told.incomplete.getFirst().contains("watchword audit -"), told.incomplete::toString);
    }

    @Test
    void otherVersionsAreNotRead() {
        ByteBuffer.wrap(files.get("global/pg_control"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, 1_100);
        RecordingSink told = told();
        assertEquals(List.of(), told.names());
        assertTrue(told.incomplete.getFirst().contains("this version"), told.incomplete::toString);
    }

    @Test
    void rowThatWasEndedIsNotTold() {
        row().putShort(MARKS, (short) (row().getShort(MARKS) & ~0x0800 | 0x0400))
                .putInt(ENDER, 700);
        assertEquals(List.of(), told().names());
    }

    @Test
    void rowThatIsOnlyLockedIsTold() {
        row().putShort(MARKS, (short) (row().getShort(MARKS) & ~0x0800 | 0x0080))
                .putInt(ENDER, 700);
        assertEquals(List.of("pgs"), told().names());
    }

    /** Transaction 5 was committed; what the log says of it decides when the row itself does not know. */
    @Test
    void theLogOfCommitsDecidesWhereTheRowDoesNotKnow() {
        row().putShort(MARKS, (short) (row().getShort(MARKS) & ~0x0f00 | 0x0800))
                .putInt(CREATOR, 5);
        byte[] log = Objects.requireNonNull(files.get("pg_xact/0000"));
        log[1] = 0b0100;
        assertEquals(List.of("pgs"), told().names());
        log[1] = 0b1000;
        assertEquals(List.of(), told().names());
        log[1] = 0b0100;
        row().putInt(ENDER, 6).putShort(MARKS, (short) (row().getShort(MARKS) & ~0x0f00));
        assertEquals(List.of("pgs"), told().names());
        log[1] = 0b010100;
        assertEquals(List.of(), told().names());
    }

    @Test
    void aTransactionWithoutItsLogIsIncomplete() {
        row().putShort(MARKS, (short) (row().getShort(MARKS) & ~0x0f00 | 0x0800))
                .putInt(CREATOR, 5 << 20);
        RecordingSink told = told();
        assertEquals(List.of(), told.names());
        assertTrue(told.incomplete.getFirst().contains("log of commits"), told.incomplete::toString);
    }

    @Test
    void theTableIsTheOneThatTheMapNames() {
        byte[] map = files.get("global/pg_filenode.map");
        ByteBuffer view = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 8; at < 500; at += 8) {
            if (view.getInt(at) == 1_260) {
                view.putInt(at + 4, 16_400);
            }
        }
        RecordingSink told = told();
        assertEquals(List.of(), told.names());
        assertTrue(told.incomplete.getFirst().contains("global/16400"), told.incomplete::toString);
        files.put("global/16400", files.get("global/1260"));
        assertEquals(List.of("pgs"), told().names());
    }

    @Test
    void linesThatTrustAreAccountsWithoutAPassword() {
        tree.file(
                        "/etc/postgresql/15/main/postgresql.conf",
                        "data_directory = '" + DATA + "'  # here",
                        "hba_file='/etc/postgresql/15/main/hba.conf'",
                        "include_dir 'conf.d'")
                .file("/etc/postgresql/15/main/conf.d/a.conf", "listen_addresses = '*'")
                .file(
                        "/etc/postgresql/15/main/hba.conf",
                        "# local all all trust",
                        "local all postgres peer",
                        "local all all trust",
                        "host  \"my db\",other app, web 10.0.0.0 255.0.0.0 TRUST",
                        "hostssl all app 127.0.0.1/32 trust # as ever",
                        "host all all 0.0.0.0/0 scram-sha-256",
                        "include more.conf",
                        "host all",
                        "local all all")
                .file("/etc/postgresql/15/main/more.conf", "host replication repl samenet trust");
        RecordingSink told = told();
        assertEquals(
                List.of(
                        "all from local",
                        "app,web to my db,other from 10.0.0.0/255.0.0.0",
                        "app from 127.0.0.1/32",
                        "repl to replication from samenet",
                        "pgs"),
                told.names());
        assertEquals(new AccountState.Passwordless(), told.state("all from local"));
        assertEquals(Exposure.LOCAL, told.account("all from local").exposure());
        assertEquals(Exposure.LOCAL, told.account("app from 127.0.0.1/32").exposure());
        assertEquals(
                Exposure.REMOTE,
                told.account("repl to replication from samenet").exposure());
        assertEquals(Exposure.REMOTE, told.account("pgs").exposure());
        assertTrue(told.account("all from local").privileged());
        assertFalse(told.account("app from 127.0.0.1/32").privileged());
        assertEquals(2, told.diagnostics.size(), told.diagnostics::toString);
    }

    private List<String> trusted(String... rules) {
        tree.file("/etc/postgresql/15/main/postgresql.conf", "listen_addresses = '*'")
                .file("/etc/postgresql/15/main/pg_hba.conf", rules);
        return tree.read(new PostgresqlStore(CLOCK)).names();
    }

    /** The first line that is for a connection counts, whatever its method. */
    @Test
    void aLineThatIsNeverReachedLetsNobodyIn() {
        assertEquals(
                List.of(
                        "all to replication from local",
                        "app from 10.1.2.3/32",
                        "all from 10.0.0.0/7",
                        "all from ::/0"),
                trusted(
                        "local all all peer",
                        "local all all trust",
                        "local replication all trust",
                        "host all app 10.1.2.3/32 trust",
                        "host all all 10.0.0.0 255.0.0.0 reject",
                        "host all all 10.9.0.0/16 trust",
                        "hostssl shop app 10.1.2.3 255.255.255.255 trust",
                        "host all all 10.0.0.0/7 trust",
                        "host all all ::/0 trust",
                        "host all all all scram-sha-256",
                        "hostssl all app samenet trust"));
    }

    /** In quotes a keyword is a name like others, and a line for one database is none for all of them. */
    @Test
    void aLineForSomeIsNotSetOffAgainstOneForMore() {
        assertEquals(
                List.of("all from local", "all from host.example.com", "all from 192.0.2.0/24"),
                trusted(
                        "local \"all\" all reject",
                        "local all \"all\" reject",
                        "local all postgres,app reject",
                        "local all all trust",
                        "host all all other.example.com reject",
                        "hostssl all all host.example.com reject",
                        "host all all host.example.com trust",
                        "host all all 192.0.2.0/255.0.255.0 reject",
                        "host all all 192.0.2.0/24 trust"));
    }

    @Test
    void namesInFilesAreThoseOfTheLine() {
        tree.file("/etc/postgresql/15/main/lists/admins", "# ours", "ann, postgres", "@more @admins")
                .file("/etc/postgresql/15/main/lists/more", "\"bob\"")
                .file("/etc/postgresql/15/main/none", "# nobody");
        RecordingSink sink = new RecordingSink();
        assertEquals(
                List.of("ann,postgres,bob to shop from local"),
                trusted(
                        "local shop @none trust",
                        "local shop @missing trust",
                        "local shop @lists/admins trust",
                        "local shop bob trust",
                        "local other bob reject",
                        "local other @lists/more trust"));
        new PostgresqlStore(CLOCK).read(FolderRootFs.at(folder), sink);
        assertTrue(sink.accounts.getFirst().privileged());
    }

    @Test
    void includedRulesStandWhereTheyAreIncluded() {
        tree.file("/etc/postgresql/15/main/first.conf", "local all all peer")
                .file("/etc/postgresql/15/main/d/a.conf", "host all all 0.0.0.0/0 trust")
                .file("/etc/postgresql/15/main/d/b.conf", "host all app 192.0.2.1/32 trust")
                .file("/etc/postgresql/15/main/d/c.txt", "host all all ::/0 trust");
        assertEquals(
                List.of("all from 0.0.0.0/0", "last from samenet"),
                trusted(
                        "include first.conf",
                        "include_if_exists none.conf",
                        "local all all trust",
                        "include_dir d",
                        "host all last samenet trust"));
    }

    /** An owner of the files may write what he likes in them. */
    @Test
    void endlessRulesEnd() {
        String[] rules = new String[100_000];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = "local d" + i + " u" + i + " trust";
        }
        rules[0] = "host all all 1.1.1.1 " + ":".repeat(60_000) + "x md5";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertEquals(5_000, trusted(rules).size()));
    }

    /** A page may point a thousand times to one row. */
    @Test
    void rowsThatShareTheirBytesAreIncomplete() {
        byte[] table = files.get("global/1260");
        ByteBuffer page = ByteBuffer.wrap(table, 0, 8_192).slice().order(ByteOrder.LITTLE_ENDIAN);
        int place = 24;
        while ((page.getInt(place) >>> 15 & 3) != 1) {
            place += 4;
        }
        int one = page.getInt(place);
        page.putShort(12, (short) (24 + 4 * 1_000));
        for (int i = 0; i < 1_000; i++) {
            page.putInt(24 + 4 * i, one);
        }
        RecordingSink told = told();
        assertTrue(told.incomplete.getFirst().contains("share their bytes"), told.incomplete::toString);
        assertTrue(told.accounts.size() < 200);
    }

    /** Whatever a byte becomes, reading ends, and what it cannot tell it says. */
    @Test
    void damagedFilesAreIncompleteAndNothingWorse() {
        Random random = new Random(15);
        List<String> names = List.copyOf(files.keySet());
        Map<String, byte[]> whole = ClusterFiles.all();
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < 2_000; i++) {
                String name = names.get(random.nextInt(names.size()));
                byte[] bytes = Objects.requireNonNull(whole.get(name)).clone();
                for (int change = 0; change < 1 + i % 4; change++) {
                    int most = name.endsWith("1260") && i % 2 == 0 ? 64 : bytes.length;
                    bytes[random.nextInt(most)] = (byte) random.nextInt(256);
                }
                RecordingSink sink = new RecordingSink();
                Map<String, byte[]> damaged = new HashMap<>();
                whole.forEach((path, content) -> damaged.put(DATA + "/" + path, path.equals(name) ? bytes : content));
                new PostgresqlStore(CLOCK).read(new MemoryRoot(damaged), sink);
                assertTrue(!sink.accounts.isEmpty() || !sink.incomplete.isEmpty() || !sink.covered.isEmpty());
            }
        });
    }
}
