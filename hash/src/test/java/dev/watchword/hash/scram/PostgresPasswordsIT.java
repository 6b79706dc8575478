package dev.watchword.hash.scram;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Verifier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL judges: it is given passwords, and tells what it stored of them. */
class PostgresPasswordsIT {

    private static final int CASES = 1_000;
    private static final String ROLE = "key_holder";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** Half of them are of chars that SASLprep changes, takes away or refuses. */
    @Test
    void keysOfScramAgree() throws Exception {
        agree(ScramScheme.SHA256, "", "SET password_encryption = 'scram-sha-256'; SET scram_iterations = 7");
    }

    @Test
    void md5Agrees() throws Exception {
        agree(new PostgresMd5Scheme(), ROLE, "SET password_encryption = 'md5'");
    }

    private static void agree(HashScheme scheme, String variant, String settings) throws SQLException {
        Random random = new Random(18);
        byte[] other = "another password".getBytes(StandardCharsets.US_ASCII);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS " + ROLE + "; CREATE ROLE " + ROLE + "; " + settings);
            for (int i = 0; i < CASES; i++) {
                String password = i % 2 == 0 ? PreparedChars.next(random) : text(random);
                byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
                byte[] text = stored(connection, statement, password).getBytes(StandardCharsets.US_ASCII);
                EncodedHash hash = new EncodedHash(scheme.id(), variant, text);
                String label = HexFormat.of().formatHex(bytes) + " is " + hash.latin1();
                assertTrue(matches(scheme, hash, bytes), label);
                assertFalse(matches(scheme, hash, other), label);
            }
        }
    }

    /** Not empty, which means no password to the server, and UTF-8, the only text that it takes. */
    private static String text(Random random) {
        while (true) {
            byte[] bytes = PasswordCases.next(random);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (!text.isEmpty()) {
                return text;
            }
        }
    }

    private static String stored(Connection connection, Statement statement, String password) throws SQLException {
        try (PreparedStatement quoted =
                connection.prepareStatement("SELECT format('ALTER ROLE " + ROLE + " PASSWORD %L', ?)")) {
            quoted.setString(1, password);
            statement.execute(one(quoted.executeQuery()));
        }
        return one(statement.executeQuery("SELECT rolpassword FROM pg_authid WHERE rolname = '" + ROLE + "'"));
    }

    private static String one(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    private static boolean matches(HashScheme scheme, EncodedHash hash, byte[] password) {
        return switch (scheme.parse(hash)) {
            case Parsed.Malformed malformed -> throw new AssertionError(malformed.reason());
            case Parsed.Readable readable -> Verifier.matches(scheme, readable.hash(), password);
        };
    }
}
