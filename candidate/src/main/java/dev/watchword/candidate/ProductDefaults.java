package dev.watchword.candidate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The passwords that products are delivered with or that their manuals show, by product word. Never changes. */
final class ProductDefaults {

    private static final String RESOURCE = "product-defaults.txt";
    private static final Map<String, List<String>> WORDS = read();

    private ProductDefaults() {}

    /** The defaults of a product, likeliest first; none for an unknown one. */
    static List<String> of(String product) {
        return WORDS.getOrDefault(product.toLowerCase(Locale.ROOT), List.of());
    }

    /** Lines of {@code product, product: word word word}; a line that starts with "# " is a comment. */
    private static Map<String, List<String>> read() {
        try (InputStream in = ProductDefaults.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the product defaults are missing from this build");
            }
            Map<String, List<String>> words = new HashMap<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(": ");
                if (line.startsWith("# ") || colon < 0) {
                    continue;
                }
                List<String> defaults = List.of(line.substring(colon + 2).trim().split("\\s+"));
                for (String product : line.substring(0, colon).split(",\\s*", -1)) {
                    words.put(product, defaults);
                }
            }
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException("the product defaults cannot be read", e);
        }
    }
}
