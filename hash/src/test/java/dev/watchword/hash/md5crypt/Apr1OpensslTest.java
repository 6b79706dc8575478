package dev.watchword.hash.md5crypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.PasswordCases;
import dev.watchword.hash.Verifier;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** apr1 against openssl passwd, since crypt(3) does not know it. */
class Apr1OpensslTest {

    private static final long SEED = 20_261_121;
    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGEST = "ptY.cDN6jkr/9lq4pkr9i1";

    private final Md5cryptScheme scheme = Md5cryptScheme.APR1;

    @Test
    void agreesWithOpenssl() throws IOException {
        agrees(SEED, 112);
    }

    @Test
    @Tag("long")
    void agreesWithOpensslAtLength() throws IOException {
        agrees(System.nanoTime(), 1_112);
    }

    @Test
    void takesAnySaltOfUpToEightChars() {
        assertInstanceOf(Parsed.Readable.class, parse("$apr1$$" + DIGEST));
        assertInstanceOf(Parsed.Readable.class, parse("$apr1$a b!\u00e9\\;*$" + DIGEST));
        assertInstanceOf(Parsed.Malformed.class, parse("$apr1$123456789$" + DIGEST));
        assertInstanceOf(Parsed.Malformed.class, parse("$apr1$a\0b$" + DIGEST));
        assertInstanceOf(Parsed.Malformed.class, parse("$apr1$" + DIGEST));
    }

    @Test
    void isNotMixedUpWithTheOtherMagic() {
        assertInstanceOf(Parsed.Malformed.class, parse("$1$saltsalt$" + DIGEST));
        assertEquals(
                new Md5cryptSettings(Md5cryptMagic.APACHE),
                ((Parsed.Readable) parse("$apr1$saltsalt$" + DIGEST)).hash().settings());
    }

    private Parsed parse(String text) {
        return scheme.parse(EncodedHash.of(scheme.id(), text));
    }

    /** Batches of passwords under one salt of each length. */
    private void agrees(long seed, int passwords) throws IOException {
        Random random = new Random(seed);
        for (int length = 0; length <= 8; length++) {
            String salt = PasswordCases.text(random, length, SALT_CHARS);
            List<byte[]> batch = new ArrayList<>();
            while (batch.size() < passwords) {
                byte[] password = PasswordCases.next(random);
                if (!contains(password, '\n')) {
                    batch.add(password);
                }
            }
            List<String> texts = openssl(salt, batch);
            assertEquals(batch.size(), texts.size());
            for (int i = 0; i < batch.size(); i++) {
                String label =
                        "seed " + seed + ": password " + HexFormat.of().formatHex(batch.get(i)) + ", salt " + salt;
                Parsed.Readable parsed = assertInstanceOf(Parsed.Readable.class, parse(texts.get(i)), label);
                assertTrue(Verifier.matches(scheme, parsed.hash(), batch.get(i)), label);
            }
        }
    }

    private static boolean contains(byte[] password, char c) {
        return new String(password, StandardCharsets.ISO_8859_1).indexOf(c) >= 0;
    }

    /** One process for many passwords, a line each; it takes lines of up to 256 bytes. */
    private static List<String> openssl(String salt, List<byte[]> passwords) throws IOException {
        Process process = new ProcessBuilder("openssl", "passwd", "-apr1", "-salt", salt, "-stdin")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = Thread.startVirtualThread(() -> write(process.getOutputStream(), passwords));
        try (BufferedReader reader = process.inputReader(StandardCharsets.ISO_8859_1)) {
            return reader.readAllLines();
        } finally {
            writer.interrupt();
            process.destroy();
        }
    }

    private static void write(OutputStream to, List<byte[]> passwords) {
        try (OutputStream lines = new BufferedOutputStream(to)) {
            for (byte[] password : passwords) {
                lines.write(password);
                lines.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
