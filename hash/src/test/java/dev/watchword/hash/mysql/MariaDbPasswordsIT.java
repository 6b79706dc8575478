package dev.watchword.hash.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Verifier;
import dev.watchword.hash.mariadb.Ed25519Scheme;
import dev.watchword.testing.MariaDbServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real MariaDB judges. */
class MariaDbPasswordsIT {

    private static final int CASES = 1_000;

    private static MariaDbServer server;

    @BeforeAll
    static void start() {
        server = MariaDbServer.start("--plugin-load-add=auth_ed25519");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void oldPasswordsAgree() {
        agree(new MysqlOldScheme(), hex -> "SELECT OLD_PASSWORD(X'" + hex + "');\n");
    }

    @Test
    void nativePasswordsAgree() {
        agree(new MysqlNativeScheme(), hex -> "SELECT PASSWORD(X'" + hex + "');\n");
    }

    /** The server has no function for these: it is given one account after the other, and tells what it stored. */
    @Test
    void keysOfEd25519Agree() {
        server.sql("CREATE USER key_holder IDENTIFIED VIA ed25519 USING PASSWORD('first');\n");
        agree(
                new Ed25519Scheme(),
                hex ->
                        "EXECUTE IMMEDIATE CONCAT('ALTER USER key_holder IDENTIFIED VIA ed25519 USING PASSWORD(', QUOTE(X'"
                                + hex + "'), ')');\n"
                                + "SELECT JSON_VALUE(Priv, '$.authentication_string') FROM mysql.global_priv"
                                + " WHERE User = 'key_holder';\n");
    }

    private static void agree(HashScheme scheme, Function<String, String> question) {
        Random random = new Random(11_4);
        List<byte[]> passwords = new ArrayList<>();
        StringBuilder statements = new StringBuilder("SET NAMES binary;\n");
        while (passwords.size() < CASES) {
            byte[] password = PasswordCases.next(random);
            if (password.length > 0) { // the server hashes an empty password to an empty text
                passwords.add(password);
                statements.append(question.apply(HexFormat.of().formatHex(password)));
            }
        }
        List<String> stored = server.sql(statements.toString());
        assertEquals(CASES, stored.size());
        byte[] other = "another password".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < CASES; i++) {
            EncodedHash hash = EncodedHash.of(scheme.id(), stored.get(i));
            String label = HexFormat.of().formatHex(passwords.get(i)) + " is " + stored.get(i);
            assertTrue(matches(scheme, hash, passwords.get(i)), label);
            assertFalse(matches(scheme, hash, other), label);
        }
    }

    private static boolean matches(HashScheme scheme, EncodedHash hash, byte[] password) {
        return switch (scheme.parse(hash)) {
            case Parsed.Malformed malformed -> throw new AssertionError(malformed.reason());
            case Parsed.Readable readable -> Verifier.matches(scheme, readable.hash(), password);
        };
    }
}
