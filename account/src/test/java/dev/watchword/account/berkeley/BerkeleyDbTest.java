package dev.watchword.account.berkeley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two small databases were written by Berkeley DB 5.3 through Perl's DB_File: ann, bob, gone, long (5,000 times x, which takes
 * pages of its own), then gone was deleted; its bytes are still in the file.
 */
public class BerkeleyDbTest {

    private static final Map<String, String> KEPT =
            Map.of("ann", "secret1", "bob", "hunter22", "long", "x".repeat(5_000));

    @ParameterizedTest
    @ValueSource(strings = {"small-hash.db", "small-btree.db"})
    void handsOutWhatIsThereAndNothingDeleted(String name) throws Exception {
        byte[] file = database(name);
        assertEquals(KEPT, pairs(file));
    }

    @Test
    void theDeletedPasswordIsStillInTheFile() throws Exception {
        assertTrue(new String(database("small-hash.db"), StandardCharsets.ISO_8859_1).contains("removed99"));
    }

    @Test
    void refusesWhatIsNoDatabase() {
        assertReason("too short", new byte[100]);
        assertReason("not a hash or btree", new byte[4_096]);
    }

    @Test
    void refusesOtherFormatsAndEncryption() throws Exception {
        byte[] newer = database("small-hash.db");
        newer[16] = 11;
        assertReason("format 11", newer);
        byte[] encrypted = database("small-hash.db");
        encrypted[24] = 1;
        assertReason("encrypted", encrypted);
        byte[] odd = database("small-hash.db");
        odd[20] = 7;
        assertReason("page size", odd);
    }

    @Test
    void noticesPagesThatLeadInACircle() throws Exception {
        byte[] file = database("small-hash.db");
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int size = numbers.getInt(20);
        for (int page = 1; page < file.length / size; page++) {
            numbers.putInt(page * size + 16, page);
        }
        assertReason("", file);
        byte[] tree = database("small-btree.db");
        ByteBuffer root = ByteBuffer.wrap(tree).order(ByteOrder.LITTLE_ENDIAN);
        root.putInt(root.getInt(88) * root.getInt(20) + 16, root.getInt(88));
        assertReason("circle", tree);
    }

    /** Items fill a page from its end: one that begins behind the one before would have fewer bytes than none. */
    @Test
    void anItemBehindTheOneBeforeIsDamage() throws Exception {
        byte[] file = database("small-hash.db");
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int size = numbers.getInt(20);
        for (int page = size; page < file.length; page += size) {
            if (numbers.getShort(page + 20) >= 4) {
                short first = numbers.getShort(page + 26);
                numbers.putShort(page + 26, numbers.getShort(page + 28)).putShort(page + 28, first);
            }
        }
        assertReason("", file);
    }

    @Test
    void everyCutEndsWithAReason() throws Exception {
        byte[] file = database("small-hash.db");
        for (int length = 0; length < file.length; length += 97) {
            byte[] cut = java.util.Arrays.copyOf(file, length);
            bounded(cut);
        }
    }

    /** A database, damaged where headers and indexes are more than elsewhere. */
    public static Mutations.Trial mutations(String name) throws IOException {
        byte[] sound = database(name);
        int size = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
        return random -> {
            byte[] file = sound.clone();
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                int page = random.nextInt(file.length / size) * size;
                int at = random.nextBoolean() ? page + random.nextInt(64) : random.nextInt(file.length);
                file[at] = (byte) random.nextInt();
            }
            return bounded(file);
        };
    }

    /** Ends with or without a reason, and never otherwise. */
    private static boolean bounded(byte[] file) {
        int[] bytes = new int[1];
        boolean read = true;
        try {
            BerkeleyDb.read(file, (key, data) -> bytes[0] += key.length + data.length);
        } catch (DamagedDatabase damaged) {
            assertTrue(!damaged.reason().isEmpty());
            read = false;
        }
        assertTrue(bytes[0] <= 64 * (file.length + 1));
        return read;
    }

    private static void assertReason(String part, byte[] file) {
        DamagedDatabase damaged = assertThrows(DamagedDatabase.class, () -> pairs(file));
        assertTrue(damaged.reason().contains(part), damaged.reason());
    }

    private static Map<String, String> pairs(byte[] file) throws DamagedDatabase {
        Map<String, String> pairs = new TreeMap<>();
        BerkeleyDb.read(
                file,
                (key, data) ->
                        pairs.put(new String(key, StandardCharsets.UTF_8), new String(data, StandardCharsets.UTF_8)));
        return pairs;
    }

    /** A database that stands beside the tests. */
    public static byte[] database(String name) throws IOException {
        try (InputStream packed = BerkeleyDbTest.class.getResourceAsStream(name + ".gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        }
    }
}
