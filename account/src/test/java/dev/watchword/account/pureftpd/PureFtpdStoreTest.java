package dev.watchword.account.pureftpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.AccountState;
import dev.watchword.account.RecordingSink;
import dev.watchword.account.Tree;
import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code two-users.pdb} was written by pure-pw 1.0.50: joe and ann with Argon2id. */
public class PureFtpdStoreTest {

    private static final String MD5CRYPT = "$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0";

    @TempDir
    private Path folder = Path.of("");

    private Tree tree = new Tree(Path.of(""));

    @BeforeEach
    void plant() {
        tree = new Tree(folder);
    }

    private RecordingSink read() {
        return tree.read(new PureFtpdStore());
    }

    @Test
    void readsTheDatabase() throws IOException {
        tree.bytes("/etc/pure-ftpd/pureftpd.pdb", database());
        RecordingSink told = read();
        assertEquals(List.of("ann", "joe"), told.names());
        assertEquals("/srv/ftp/joe/./", told.account("joe").owner().home());
        assertEquals(1_000, told.account("joe").owner().uid());
        assertEquals(List.of("/etc/pure-ftpd/pureftpd.pdb"), told.covered);
    }

    @Test
    void readsTheTextAndTellsEachUserOnce() throws IOException {
        tree.bytes("/etc/pureftpd.pdb", database())
                .file(
                        "/etc/pureftpd.passwd",
                        "joe:" + MD5CRYPT + ":1000:1000:Joe Doe:/srv/ftp/joe/./::::::::::::",
                        "odd");
        RecordingSink told = read();
        assertEquals(List.of("ann", "joe", "joe"), told.names());
        assertEquals(List.of("/etc/pureftpd.passwd:2 not a line of colon-separated fields"), told.diagnostics);
        tree.file("/etc/pureftpd.passwd", "new::1:1::/x/./", "off:*:1:1::/x/./", "eva:" + MD5CRYPT, "eva:" + MD5CRYPT);
        assertEquals(new AccountState.Disabled(), read().state("new"));
        assertEquals(new AccountState.Disabled(), read().state("off"));
        assertEquals(List.of("md5crypt " + MD5CRYPT), read().credentials("eva"));
    }

    @Test
    void anonymousIsOnOnDebianUnlessSwitchedOff() {
        tree.file("/etc/pure-ftpd/conf/NoAnonymous", "no")
                .file("/etc/passwd", "ftp:x:101:65534::/srv/ftp:/usr/sbin/nologin");
        assertEquals(new AccountState.Passwordless(), read().state("anonymous"));
        tree.file("/etc/passwd", "sftp:x:101:65534::/srv/ftp:/usr/sbin/nologin");
        assertEquals(List.of(), read().names());
        tree.file("/etc/passwd", "ftp:x:101:65534::/srv/ftp:/usr/sbin/nologin")
                .file("/etc/pure-ftpd/conf/NoAnonymous", "Yes");
        assertEquals(List.of(), read().names());
    }

    /** A database, damaged. */
    public static Mutations.Trial mutations() throws IOException {
        byte[] sound = database();
        return random -> {
            byte[] file = Mutations.damaged(sound, random);
            int[] bytes = new int[1];
            boolean read = PureDb.read(file, (key, value) -> bytes[0] += key.length + value.length)
                    .isEmpty();
            assertTrue(bytes[0] <= 1_000 * (file.length + 1));
            return read;
        };
    }

    @Test
    void aDatabaseThatIsCutIsIncomplete() throws IOException {
        byte[] sound = database();
        tree.bytes("/etc/pureftpd.pdb", java.util.Arrays.copyOf(sound, sound.length - 1));
        assertEquals(List.of("/etc/pureftpd.pdb a record lies outside of the file"), read().incomplete);
    }

    private static byte[] database() throws IOException {
        try (InputStream file = PureFtpdStoreTest.class.getResourceAsStream("two-users.pdb")) {
            return file.readAllBytes();
        }
    }
}
