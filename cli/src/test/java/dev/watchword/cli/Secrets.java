package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What no output may hold: clear passwords and stored hashes, as they are and in their usual encodings. */
final class Secrets {

    private static final int SHORTEST_TOLD = 6;

    private final Set<String> passwords = new TreeSet<>();
    private final Set<String> hashes = new TreeSet<>();

    /**
     * Adds a clear password. One that is short or is a user's name stands in every report for other reasons, and digits
     * alone may be part of a time.
     */
    Secrets password(String password, String user) {
        boolean tellable = password.length() < SHORTEST_TOLD || password.equals(user) || password.matches("[0-9]+");
        if (!tellable) {
            passwords.add(password);
        }
        return this;
    }

    /** Adds a stored hash: neither it nor its last part, the digest, may be seen. */
    Secrets hash(String stored) {
        hashes.add(stored.substring(stored.lastIndexOf('$') + 1));
        return this;
    }

    int size() {
        return passwords.size() + hashes.size();
    }

    void assertNotIn(byte[] output, String what) {
        String text = new String(output, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        passwords.stream()
                .flatMap(p -> forms(p).stream())
                .filter(text::contains)
                .forEach(found::add);
        hashes.stream().flatMap(h -> forms(h).stream()).filter(text::contains).forEach(found::add);
        assertEquals(List.of(), found, what);
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        // The last character of Base64 depends on what follows.
        return List.of(
                new String(bytes, StandardCharsets.ISO_8859_1),
                base64.substring(0, base64.length() - 1),
                hex,
                hex.toUpperCase(Locale.ROOT));
    }
}
