package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are larger than any table of accounts: told, and not taken into memory. */
class TableBoundsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTableOfMariaDbBeyondItsLimitIsIncomplete() throws IOException {
        Tree tree = new Tree(folder).bytes("/var/lib/mysql/mysql/global_priv.MAI", new byte[AriaIndex.HEAD_BYTES]);
        assertBounded(tree, "/var/lib/mysql/mysql/global_priv.MAD", new GlobalPrivTable());
    }

    @Test
    void aTableOfMyisamBeyondItsLimitIsIncomplete() throws IOException {
        Tree tree = new Tree(folder)
                .bytes("/var/lib/mysql/mysql/user.MYI", MysqlSamples.file("mysql56-user.MYI"))
                .bytes("/var/lib/mysql/mysql/user.frm", MysqlSamples.file("mysql56-user.frm"));
        assertBounded(tree, "/var/lib/mysql/mysql/user.MYD", new MyisamUserTable());
    }

    private static void assertBounded(Tree tree, String path, TableForm form) throws IOException {
        tree.bytes(path, new byte[0]);
        try (RandomAccessFile file = new RandomAccessFile(tree.at(path).toFile(), "rw")) {
            // a hole: it takes no room on the disk
            file.setLength(form.limits().maxBytes() + 1);
        }
        RecordingSink told = tree.read(new MysqlStore(InstantSource.system()));
        assertEquals(List.of(), told.accounts);
        assertEquals(1, told.incomplete.size(), told.incomplete::toString);
        assertTrue(told.incomplete.getFirst().contains("limit"), told.incomplete::toString);
    }
}
