package dev.watchword.hash.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.CryptDifferential;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.Verifier;
import dev.watchword.hash.plain.PlainScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL judges the digests that stand alone. */
class DigestsAgainstOpenSslTest {

    private static final int CASES = 1_000;
    private static final int CASES_OF_EACH_OF_FIVE = 200;

    @TempDir
    Path folder;

    @Test
    void agreesOnRedis() throws Exception {
        agree(new RedisSha256Scheme(), "", "sha256", CASES);
    }

    @Test
    void agreesOnBareHexDigests() throws Exception {
        agree(new HexDigestScheme(), "MD5", "md5", CASES_OF_EACH_OF_FIVE);
        agree(new HexDigestScheme(), "SHA-1", "sha1", CASES_OF_EACH_OF_FIVE);
        agree(new HexDigestScheme(), "SHA-256", "sha256", CASES_OF_EACH_OF_FIVE);
        agree(new HexDigestScheme(), "SHA-512", "sha512", CASES_OF_EACH_OF_FIVE);
        agree(new HexDigestScheme(), "SHA3-512", "sha3-512", CASES_OF_EACH_OF_FIVE);
    }

    @Test
    void plainMatchesItselfAndNothingElse() {
        Random random = new Random(42);
        HashScheme scheme = new PlainScheme();
        for (int i = 0; i < CASES; i++) {
            byte[] password = CryptDifferential.password(random);
            byte[] other = CryptDifferential.password(random);
            EncodedHash stored = new EncodedHash(PlainScheme.ID, "", password);
            assertTrue(matches(scheme, stored, password));
            assertEquals(java.util.Arrays.equals(password, other), matches(scheme, stored, other));
        }
    }

    private void agree(HashScheme scheme, String variant, String openssl, int cases) throws Exception {
        Random random = new Random(41);
        List<byte[]> passwords = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("openssl", "dgst", "-" + openssl, "-r"));
        for (int i = 0; i < cases; i++) {
            passwords.add(CryptDifferential.password(random));
            Path file = folder.resolve("password" + i);
            Files.write(file, passwords.get(i));
            command.add(file.getFileName().toString());
        }
        List<String> digests = run(command);
        for (int i = 0; i < cases; i++) {
            byte[] digest =
                    digests.get(i).substring(0, digests.get(i).indexOf(' ')).getBytes(StandardCharsets.US_ASCII);
            EncodedHash stored = new EncodedHash(scheme.id(), variant, digest);
            assertTrue(matches(scheme, stored, passwords.get(i)));
            assertEquals(false, matches(scheme, stored, (i + "other").getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), () -> lines.toString());
        return lines;
    }

    private static boolean matches(HashScheme scheme, EncodedHash stored, byte[] password) {
        return switch (scheme.parse(stored)) {
            case Parsed.Malformed malformed -> false;
            case Parsed.Readable readable -> Verifier.matches(scheme, readable.hash(), password);
        };
    }
}
