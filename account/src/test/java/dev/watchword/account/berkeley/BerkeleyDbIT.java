package dev.watchword.account.berkeley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that Berkeley DB itself wrote, grown over many buckets and leaves, and thinned out again. */
class BerkeleyDbIT {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"$DB_HASH, 1", "$DB_HASH, 2", "$DB_HASH, 9", "$DB_HASH, 5000", "$DB_BTREE, 1", "$DB_BTREE, 5000"})
    void readsWhatIsLeftOfManyUsers(String kind, int users) throws Exception {
        DebianPackage.PERL.require();
        Path file = folder.resolve("users.db");
        Command.of("perl", "-MDB_File", "-e", """
                        my ($file, $users) = @ARGV;
                        tie my %%db, "DB_File", $file, O_RDWR|O_CREAT, 0600, %s or die;
                        $db{"user$_"} = "password of $_" for 1 .. 2 * $users;
                        $db{"user$_"} = "another one of $_" for 1 .. $users;
                        delete $db{"user$_"} for $users + 1 .. 2 * $users;
                        """.formatted(kind), file.toString(), Integer.toString(users))
                .runOrFail();
        Map<String, String> expected = new HashMap<>();
        for (int i = 1; i <= users; i++) {
            expected.put("user" + i, "another one of " + i);
        }
        Map<String, String> found = new HashMap<>();
        BerkeleyDb.read(
                Files.readAllBytes(file),
                (key, data) -> found.merge(
                        new String(key, StandardCharsets.UTF_8),
                        new String(data, StandardCharsets.UTF_8),
                        (a, b) -> "twice"));
        assertEquals(expected, found);
    }
}
